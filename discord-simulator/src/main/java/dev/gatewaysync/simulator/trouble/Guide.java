package dev.gatewaysync.simulator.trouble;

import java.util.function.Consumer;

/**
 * Where a person who breaks something looks, and what makes it show.
 *
 * @param console its address, without a slash at the end
 * @param logIn how to log in there
 * @param sender sends one event of a type, as the main app would
 */
public record Guide(String console, String logIn, Consumer<String> sender) {}
