package dev.gatewaysync.console.alert;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Operators want to hear nothing of it for a while.
 *
 * @param name a rule, or a rule and a subject with a colon between them
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Snooze(
        String name,
        Instant until,
        String operator,
        @Nullable String reason) {
    boolean covers(AlertEpisode episode) {
        return name.equals(episode.rule()) || name.equals(episode.rule() + ":" + episode.subject());
    }
}
