package dev.gatewaysync.discord.rest;

import dev.gatewaysync.discord.ratelimit.ResponseLimits;
import java.math.BigDecimal;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.Optional;

/**
 * Reads what an answer's headers say about limits. A header that makes no sense is as good as none.
 *
 * @see <a href="https://discord.com/developers/docs/topics/rate-limits#header-format">Header format</a>
 */
final class RateLimitHeaders {
    /** Keeps a nonsensical wait within what a clock in nanoseconds can hold. */
    private static final BigDecimal LONGEST =
            BigDecimal.valueOf(Duration.ofDays(30).toSeconds());

    private RateLimitHeaders() {}

    static Optional<ResponseLimits> limits(HttpHeaders headers) {
        Optional<String> hash = headers.firstValue("X-RateLimit-Bucket");
        Optional<Integer> limit = number(headers, "X-RateLimit-Limit").filter(value -> value >= 1);
        Optional<Integer> remaining = number(headers, "X-RateLimit-Remaining").filter(value -> value >= 0);
        Optional<Duration> resetAfter = seconds(headers, "X-RateLimit-Reset-After");
        if (hash.isEmpty() || limit.isEmpty() || remaining.isEmpty() || resetAfter.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ResponseLimits(hash.get(), limit.get(), remaining.get(), resetAfter.get()));
    }

    static Optional<Duration> seconds(HttpHeaders headers, String name) {
        return headers.firstValue(name).flatMap(RateLimitHeaders::seconds);
    }

    /** Decimal seconds; empty when negative or no number. */
    static Optional<Duration> seconds(String text) {
        try {
            BigDecimal seconds =
                    new BigDecimal(text.trim()).max(BigDecimal.ZERO).min(LONGEST);
            return Optional.of(Duration.ofNanos(seconds.movePointRight(9).longValue()));
        } catch (NumberFormatException nonsense) {
            return Optional.empty();
        }
    }

    private static Optional<Integer> number(HttpHeaders headers, String name) {
        try {
            return headers.firstValue(name).map(String::trim).map(Integer::valueOf);
        } catch (NumberFormatException nonsense) {
            return Optional.empty();
        }
    }
}
