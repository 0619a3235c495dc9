package dev.gatewaysync.events;

/**
 * One thing that is wrong with a body.
 *
 * @param pointer where, as a JSON Pointer (RFC 6901), for example {@code /data/version}
 * @param message what is wrong and what would be right
 */
public record Problem(String pointer, String message) {}
