package dev.gatewaysync.console.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A queue as the console sees it.
 *
 * @param consumers 0 says that the service behind the queue is not running, or paused
 * @param waitingSince when it was last seen empty: its oldest message is no older; null if nothing waits
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record WatchedQueue(
        String name, long messages, int consumers, @Nullable Instant waitingSince) {}
