package dev.gatewaysync.discord.rest;

import dev.gatewaysync.discord.ratelimit.RateLimited;
import dev.gatewaysync.discord.ratelimit.Route;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One finished request, for metrics.
 *
 * @param route prints as method and path template: of low cardinality, without ids and tokens
 * @param status HTTP status; 0 when no answer came
 * @param waited time before sending, for the limits
 * @param took time from sending to the end of the answer
 * @param rateLimited scope of the wait that Discord imposed; {@code null} when it imposed none
 */
public record RequestReport(
        Route route, int status, Duration waited, Duration took, RateLimited.@Nullable Scope rateLimited) {}
