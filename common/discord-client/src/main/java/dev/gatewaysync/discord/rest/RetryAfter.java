package dev.gatewaysync.discord.rest;

import dev.gatewaysync.discord.ratelimit.RateLimited;
import dev.gatewaysync.discord.ratelimit.RateLimited.Scope;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How long an answer tells us to wait, and with what. Header and body can differ by a factor of a thousand; the
 * longest counts. A block rarely names a time; how long it is waited for then is the limiter's business.
 */
public final class RetryAfter {
    private static final Duration WHEN_SLOWED_WITHOUT_A_TIME = Duration.ofSeconds(5);

    private RetryAfter() {}

    /**
     * The same reading for an answer that another client got.
     *
     * @param body whole, as it came
     * @return empty if the answer tells nobody to wait
     */
    public static Optional<RateLimited> toldBy(int status, HttpHeaders headers, byte[] body) {
        RestResponse response = new RestResponse(status, headers, RestResponse.read(body));
        return response.isSuccess() ? Optional.empty() : toldBy(response, FailureClassifier.classify(response));
    }

    static Optional<RateLimited> toldBy(RestResponse response, FailureClass failureClass) {
        return failureClass == FailureClass.SLOW_DOWN || failureClass == FailureClass.BLOCKED
                ? Optional.of(of(response, failureClass))
                : Optional.empty();
    }

    private static RateLimited of(RestResponse response, FailureClass failureClass) {
        boolean blocked = failureClass == FailureClass.BLOCKED;
        Duration longest = Stream.of(
                        RateLimitHeaders.seconds(response.headers(), "Retry-After"),
                        RateLimitHeaders.seconds(response.headers(), "X-RateLimit-Reset-After"),
                        RateLimitHeaders.seconds(
                                response.body().path("retry_after").asString("")))
                .flatMap(Optional::stream)
                .filter(Duration::isPositive)
                .max(Duration::compareTo)
                .orElse(blocked ? Duration.ZERO : WHEN_SLOWED_WITHOUT_A_TIME);
        return new RateLimited(blocked ? Scope.BLOCKED : scope(response), longest);
    }

    private static Scope scope(RestResponse response) {
        String told = response.headers().firstValue("X-RateLimit-Scope").orElse("");
        boolean global = told.equals("global")
                || response.headers().firstValue("X-RateLimit-Global").isPresent()
                || response.body().path("global").asBoolean(false);
        if (global) {
            return Scope.GLOBAL;
        }
        return told.equals("shared") ? Scope.SHARED : Scope.USER;
    }
}
