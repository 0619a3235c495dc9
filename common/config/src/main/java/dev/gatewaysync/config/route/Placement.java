package dev.gatewaysync.config.route;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A place where an event is shown.
 *
 * @param notBefore kept back until then; null for at once
 * @param isCollected whether all that is kept back until then for the same place is shown in one message
 */
public record Placement(
        String target, DeliveryOptions options, @Nullable Instant notBefore, boolean isCollected) {
    /** Begins the batch of deliveries that are shown in one message. */
    public static final String COLLECTED = "digest:";

    /** Why a delivery is not open, as the database has it: the last of its batch speaks for it, or it is not yet time. */
    public static final int HELD_BY_BATCH = 1;

    public static final int HELD_BY_CLOCK = 2;

    public static Placement usual(String target) {
        return new Placement(target, DeliveryOptions.USUAL, null, false);
    }

    /** Of two routes to one place: what is sent at once wins over what is kept back. */
    Placement and(Placement other) {
        Placement sooner =
                notBefore == null || other.notBefore != null && !other.notBefore.isBefore(notBefore) ? this : other;
        return new Placement(target, options.and(other.options), sooner.notBefore, sooner.isCollected);
    }

    Placement keptUntil(Instant time) {
        return new Placement(target, options, time, isCollected);
    }

    Placement silenced() {
        return new Placement(target, options.silenced(), notBefore, isCollected);
    }
}
