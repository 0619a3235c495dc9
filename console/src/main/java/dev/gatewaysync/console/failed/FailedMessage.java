package dev.gatewaysync.console.failed;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A failed message that waits for a decision.
 *
 * @param replays how often it was replayed and has failed again
 * @param title what its event would have told; null if it cannot be read
 * @param target the one in Discord that it failed at, if it came that far
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record FailedMessage(
        String id,
        @Nullable String eventId,
        @Nullable String eventType,
        String queue,
        String errorClass,
        String error,
        int attempts,
        Instant firstFailedAt,
        Instant lastFailedAt,
        int replays,
        Reason reason,
        @Nullable String title,
        @Nullable String target) {}
