package dev.gatewaysync.console.failed;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which open messages are meant: those with one of {@code ids}, or all that the other fields let through. Null does not
 * filter.
 *
 * @param all must be true where nothing else narrows it, so that nobody means all by accident
 * @param reason a reason's id, an error class, or part of the error
 */
public record Selection(
        List<String> ids,
        boolean all,
        @Nullable String reason,
        @Nullable String queue,
        @Nullable String type,
        @Nullable Instant since) {
    public static final Selection EVERYTHING = new Selection(List.of(), true, null, null, null, null);

    public boolean isEmpty() {
        return ids.isEmpty() && !all && reason == null && queue == null && type == null && since == null;
    }
}
