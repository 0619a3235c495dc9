package dev.gatewaysync.discord.rest;

import dev.gatewaysync.storage.history.AttemptExchange;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What came of one request. */
public sealed interface RestResult {
    /** What was sent and answered, for operators; null if nothing was sent. */
    @Nullable
    AttemptExchange exchange();

    /**
     * Discord did it. {@code body} is a missing node when the answer has none (204).
     *
     * @param exchange without its bodies: what Discord took can be seen there, and drawn from the event
     */
    record Done(int status, JsonNode body, @Nullable AttemptExchange exchange) implements RestResult {}

    /** Discord did not do it, or nobody knows; {@link DiscordFailure#failureClass()} tells which. */
    record Refused(DiscordFailure failure, @Nullable AttemptExchange exchange) implements RestResult {}
}
