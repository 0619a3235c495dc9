package dev.gatewaysync.discord.rest;

import dev.gatewaysync.discord.ratelimit.RateLimited;
import dev.gatewaysync.discord.ratelimit.Route;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One finished request, for metrics and for what outlives this process.
 *
 * @param route prints as method and path template: of low cardinality, without ids and tokens
 * @param status HTTP status; 0 when no answer came
 * @param waited time before sending, for the limits
 * @param took time from sending to the end of the answer
 * @param rateLimited the wait that Discord imposed; {@code null} when it imposed none
 */
public record RequestReport(
        Route route,
        int status,
        Duration waited,
        Duration took,
        @Nullable RateLimited rateLimited) {

    /** Whether Discord counts it among those for which it bans an address, as far as anybody can tell. */
    public boolean isInvalid() {
        return rateLimited == null ? status == 401 || status == 403 : rateLimited.scope() != RateLimited.Scope.SHARED;
    }
}
