package dev.gatewaysync.discord.outbox;

import dev.gatewaysync.config.route.DeliveryOptions;
import dev.gatewaysync.config.route.Placement;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.storage.history.DeliveryStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One event on its way to one target.
 *
 * @param seq order of planning
 * @param attempts tries so far
 * @param nonce of the message it was last sent in
 * @param at time of the last change
 * @param batchId names the deliveries for which this one speaks; null if it speaks for itself
 * @param options how its route sends it
 */
public record Delivery(
        long seq,
        EventEnvelope event,
        String target,
        DeliveryStatus status,
        int attempts,
        @Nullable String nonce,
        Instant at,
        @Nullable String batchId,
        DeliveryOptions options) {

    /** The same, sent in another way. */
    public Delivery sentAs(DeliveryOptions how) {
        return new Delivery(seq, event, target, status, attempts, nonce, at, batchId, how);
    }

    /** After one more try. */
    public Delivery tried() {
        return new Delivery(seq, event, target, status, attempts + 1, nonce, at, batchId, options);
    }

    /** Whether it speaks for deliveries that were kept back until a time of day. */
    public boolean isCollected() {
        return batchId != null && batchId.startsWith(Placement.COLLECTED);
    }

    public boolean isSending() {
        return status == DeliveryStatus.SENDING;
    }
}
