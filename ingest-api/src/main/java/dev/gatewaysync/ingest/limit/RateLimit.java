package dev.gatewaysync.ingest.limit;

import dev.gatewaysync.service.settings.Settings;
import java.time.Duration;
import java.util.Optional;
import org.springframework.boot.convert.DurationStyle;

/**
 * So many requests in so much time.
 *
 * @param requests above 0; also how many may come at once
 * @param period above zero
 */
public record RateLimit(int requests, Duration period) {
    public RateLimit {
        if (requests <= 0 || period.toMillis() <= 0) {
            throw new IllegalArgumentException("A rate limit must be above zero");
        }
    }

    /** Reads {@code INGEST_RATE_LIMIT}; empty if it is {@code off}. */
    public static Optional<RateLimit> read(Settings settings) {
        return settings.value(
                "INGEST_RATE_LIMIT",
                Optional.of(parse("600/1m")),
                "must be requests per time, or off",
                "600/1m",
                text -> text.equalsIgnoreCase("off") ? Optional.empty() : Optional.of(parse(text)));
    }

    /**
     * Reads {@code 600/1m}.
     *
     * @throws IllegalArgumentException if it is anything else
     */
    static RateLimit parse(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length != 2) {
            throw new IllegalArgumentException("not requests/time");
        }
        return new RateLimit(Integer.parseInt(parts[0].strip()), DurationStyle.detectAndParse(parts[1].strip()));
    }
}
