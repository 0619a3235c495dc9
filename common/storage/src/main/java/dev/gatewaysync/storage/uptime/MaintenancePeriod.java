package dev.gatewaysync.storage.uptime;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One maintenance of the main app, as all that was said of it makes it. What a later word leaves out stays as an earlier one said.
 *
 * @param id of the event that spoke of it first; it stays the same
 * @param message the last one
 * @param expectedDuration in the app's own words
 * @param plannedStart as the app said
 * @param plannedEnd as the app said
 * @param steps all that was said, the oldest first
 */
public record MaintenancePeriod(
        String id,
        State state,
        String message,
        @Nullable String expectedDuration,
        @Nullable Instant plannedStart,
        @Nullable Instant plannedEnd,
        List<Step> steps) {
    public enum State {
        PLANNED,
        RUNNING,
        /** It was completed, or its time is over and nobody said more. */
        OVER
    }

    /** @param status {@code scheduled}, {@code started}, {@code completed} or {@code cancelled} */
    public record Step(Instant at, String status) {}

    /** When it was last spoken of. */
    public Instant changedAt() {
        return steps.getLast().at();
    }
}
