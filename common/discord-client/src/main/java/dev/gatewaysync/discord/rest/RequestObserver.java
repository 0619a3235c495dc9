package dev.gatewaysync.discord.rest;

/**
 * Told of every request when it is over; must be quick and must not throw. Meant for the metrics
 * {@code gateway_discord_requests_total{route,status}}, {@code gateway_discord_ratelimited_total{scope}} and
 * {@code gateway_discord_ratelimit_wait_seconds}.
 */
@FunctionalInterface
public interface RequestObserver {
    RequestObserver NONE = report -> {};

    void finished(RequestReport report);
}
