package dev.gatewaysync.console.failed;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a replay is.
 *
 * @param status running, done or cancelled
 * @param note why it waits, if it does
 * @param sent handed to their queues again
 * @param skipped decided by somebody else meanwhile, or with no queue to go to
 * @param failedAgain of those sent; they are open again and not replayed in this job
 * @param arrived of those sent: recorded, or every delivery of their event done
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Replay(
        String id,
        String operator,
        @Nullable String reason,
        int rate,
        Instant createdAt,
        @Nullable Instant finishedAt,
        String status,
        @Nullable String note,
        int total,
        int sent,
        int skipped,
        int failedAgain,
        int arrived) {
    public int pending() {
        return total - sent - skipped;
    }

    public int percent() {
        return total == 0 ? 100 : (sent + skipped) * 100 / total;
    }
}
