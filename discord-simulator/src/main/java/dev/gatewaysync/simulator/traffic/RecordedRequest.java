package dev.gatewaysync.simulator.traffic;

import org.jspecify.annotations.Nullable;

/**
 * One REST request as the simulator saw it.
 *
 * @param nanos when it arrived, on the simulator's monotonic clock
 * @param path without {@code /api/v10}, with webhook tokens masked
 * @param status 0 while it is not answered, or when it never will be
 * @param retryAfter seconds told in a 429's body, else null
 * @param scope whose limit it was, told by a 429, or null
 * @param bucket the {@code X-RateLimit-Bucket} told, or null
 */
public record RecordedRequest(
        long nanos,
        String method,
        String path,
        int status,
        @Nullable Double retryAfter,
        @Nullable String scope,
        @Nullable String bucket) {

    RecordedRequest answered(
            int newStatus, @Nullable Double newRetryAfter, @Nullable String newScope, @Nullable String newBucket) {
        return new RecordedRequest(nanos, method, path, newStatus, newRetryAfter, newScope, newBucket);
    }
}
