package dev.gatewaysync.console.failed;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A failed message that waits for a decision.
 *
 * @param replays how often it was replayed and has failed again
 * @param title what its event would have told; null if it cannot be read
 * @param target the one in Discord that it failed at, if it came that far; {@value #TO_MAIN_APP} for the main app
 * @param why in plain words, with what holds for this message alone
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
        @Nullable String target,
        String why) {
    /** The target of what is on its way to the main app. */
    public static final String TO_MAIN_APP = "main-app";

    /** For people, who may have to tell it from others though nothing of it can be read. */
    public String shownTitle() {
        if (title != null) {
            return title;
        }
        return eventType == null ? "A message that cannot be read" : eventType + " " + (eventId == null ? id : eventId);
    }
}
