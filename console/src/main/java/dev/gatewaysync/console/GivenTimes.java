package dev.gatewaysync.console;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.stereotype.Component;

/** Times as operators write them. */
@Component
public final class GivenTimes {
    private final InstantSource clock;

    GivenTimes(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * A time, a date, or how long ago; null for nothing.
     *
     * @param name of the parameter
     * @throws ApiException if it cannot be understood
     */
    public @Nullable Instant of(String name, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            Instant time = instant(text.strip());
            // The database counts milliseconds, of which there are fewer than of an Instant's years.
            time.toEpochMilli();
            return time;
        } catch (DateTimeException | IllegalArgumentException | ArithmeticException e) {
            throw ApiException.badRequest(
                    name
                            + " must be a time such as 2026-01-31T12:00:00Z, a date such as 2026-01-31, or an age such as 30m, 2h or 7d.");
        }
    }

    private Instant instant(String value) {
        if (value.matches("\\d+[smhd]")) {
            Duration ago = DurationStyle.detectAndParse(value);
            return clock.instant().minus(ago);
        }
        return value.contains("T")
                ? Instant.parse(value)
                : LocalDate.parse(value).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
