package dev.gatewaysync.messaging;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Exponential backoff with full jitter above a half: attempt n waits between half and all of {@code first × 2^(n-1)}, at
 * most {@code longest}.
 */
public record Backoff(Duration first, Duration longest) {
    /** 200 ms, 400 ms, 800 ms … 30 s. */
    public static final Backoff DEFAULT = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(30));

    /** @param attempt 1-based: the attempt that has just failed */
    public Duration after(int attempt) {
        long most = Math.min(longest.toMillis(), first.toMillis() << Math.min(Math.max(attempt - 1, 0), 30));
        return Duration.ofMillis(most / 2 + ThreadLocalRandom.current().nextLong(most / 2 + 1));
    }
}
