package dev.gatewaysync.simulator.limits;

import java.time.Duration;

/**
 * What Discord allows on one route.
 *
 * @param bucket routes with the same name show the same hash in {@code X-RateLimit-Bucket}, though each counts apart
 */
public record RouteLimit(String bucket, int requests, Duration period) {

    public static RouteLimit of(String bucket, int requests, int seconds) {
        return new RouteLimit(bucket, requests, Duration.ofSeconds(seconds));
    }
}
