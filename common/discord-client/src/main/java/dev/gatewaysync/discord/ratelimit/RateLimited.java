package dev.gatewaysync.discord.ratelimit;

import java.time.Duration;

/**
 * Discord told us to wait.
 *
 * @param retryAfter the longest of the header {@code Retry-After}, the header {@code X-RateLimit-Reset-After} and the
 *     body's {@code retry_after}: they can differ by a factor of a thousand, and only the longest is safe
 */
public record RateLimited(Scope scope, Duration retryAfter) {

    /** What has to wait. */
    public enum Scope {
        /** This bucket, and it was our doing. */
        USER,
        /** This bucket, used up by others too: no invalid request of ours. */
        SHARED,
        /** Everything of this credential. */
        GLOBAL,
        /** Everything: the network in front of Discord blocks this address. */
        BLOCKED
    }

    public RateLimited {
        if (retryAfter.isNegative()) {
            throw new IllegalArgumentException("A wait cannot be negative: " + retryAfter);
        }
    }
}
