package dev.gatewaysync.discord.rest;

import tools.jackson.databind.JsonNode;

/** What came of one request. */
public sealed interface RestResult {

    /** Discord did it. {@code body} is a missing node when the answer has none (204). */
    record Done(int status, JsonNode body) implements RestResult {}

    /** Discord did not do it, or nobody knows; {@link DiscordFailure#failureClass()} tells which. */
    record Refused(DiscordFailure failure) implements RestResult {}
}
