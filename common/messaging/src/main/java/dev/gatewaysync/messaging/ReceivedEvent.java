package dev.gatewaysync.messaging;

import dev.gatewaysync.events.EventEnvelope;
import org.jspecify.annotations.Nullable;

/**
 * An event as a consumer gets it.
 *
 * @param replayedBy who asked for the replay, if an operator did
 */
public record ReceivedEvent(EventEnvelope event, @Nullable String replayedBy) {}
