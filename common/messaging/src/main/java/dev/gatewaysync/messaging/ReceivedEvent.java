package dev.gatewaysync.messaging;

import dev.gatewaysync.events.EventEnvelope;
import org.jspecify.annotations.Nullable;

/**
 * An event as a consumer gets it.
 *
 * @param replayedBy who asked for the replay, if an operator did
 * @param target the one in Discord that the replay is for; null for all
 * @param isRedelivered whether the broker has delivered it before, to this consumer or to one that ended: others that were
 *     accepted later may have been handled since
 */
public record ReceivedEvent(
        EventEnvelope event,
        @Nullable String replayedBy,
        @Nullable String target,
        boolean isRedelivered) {}
