package dev.gatewaysync.discord.ratelimit;

import java.time.Duration;
import java.util.Optional;

/**
 * What an answer's headers say about its bucket.
 *
 * @param hash {@code X-RateLimit-Bucket}
 * @param limit {@code X-RateLimit-Limit}: requests per window
 * @param remaining {@code X-RateLimit-Remaining}: requests left after this one
 * @param resetAfter {@code X-RateLimit-Reset-After}: from the moment Discord answered, decimal seconds on the wire
 */
public record ResponseLimits(String hash, int limit, int remaining, Duration resetAfter) {

    public ResponseLimits {
        if (limit < 1 || remaining < 0 || resetAfter.isNegative()) {
            throw new IllegalArgumentException(
                    "Limits of an answer make no sense: " + remaining + " of " + limit + ", reset after " + resetAfter);
        }
    }

    /** An answer without rate-limit headers. */
    public static Optional<ResponseLimits> none() {
        return Optional.empty();
    }
}
