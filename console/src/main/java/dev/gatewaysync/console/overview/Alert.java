package dev.gatewaysync.console.overview;

/**
 * Something that a human should do now.
 *
 * @param urgent whether something is down, rather than waiting
 * @param page where it can be done
 */
public record Alert(boolean urgent, String text, String page) {}
