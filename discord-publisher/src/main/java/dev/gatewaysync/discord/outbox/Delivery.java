package dev.gatewaysync.discord.outbox;

import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.storage.DeliveryStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One event on its way to one target.
 *
 * @param seq order of planning
 * @param attempts tries so far
 * @param nonce of the message it was last sent in
 * @param at time of the last change
 */
public record Delivery(
        long seq,
        EventEnvelope event,
        String target,
        DeliveryStatus status,
        int attempts,
        @Nullable String nonce,
        Instant at) {

    public boolean isSending() {
        return status == DeliveryStatus.SENDING;
    }
}
