package dev.gatewaysync.messaging;

import dev.gatewaysync.events.EventEnvelope;
import org.jspecify.annotations.Nullable;

/**
 * An event as a consumer gets it.
 *
 * @param replayedBy who asked for the replay, if an operator did
 * @param target the one in Discord that the replay is for; null for all
 */
public record ReceivedEvent(
        EventEnvelope event,
        @Nullable String replayedBy,
        @Nullable String target) {}
