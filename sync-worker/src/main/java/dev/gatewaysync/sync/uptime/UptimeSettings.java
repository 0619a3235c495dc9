package dev.gatewaysync.sync.uptime;

import dev.gatewaysync.service.settings.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * @param timeout for one check, to the last byte
 * @param path what is asked for; empty for the first page, or the catalogue's index where there is none
 * @param bodyCheck what the page must contain to count as up; empty if any will do
 */
public record UptimeSettings(Duration interval, Duration timeout, Optional<String> path, Optional<String> bodyCheck) {
    private static final Duration CHECKED_AGAIN = Duration.ofSeconds(10);

    /** Reports invalid values through {@code settings}. */
    public static UptimeSettings of(Settings settings) {
        return new UptimeSettings(
                settings.duration("UPTIME_INTERVAL", "60s"),
                settings.duration("UPTIME_TIMEOUT", "10s"),
                settings.value(
                        "UPTIME_PATH",
                        Optional.<String>empty(),
                        "must be a path that starts with /",
                        "/health",
                        text -> Optional.of(path(text))),
                settings.text("UPTIME_BODY_CHECK"));
    }

    private static String path(String text) {
        URI uri = URI.create(text);
        if (!text.startsWith("/") || uri.getRawAuthority() != null) {
            throw new IllegalArgumentException("not a path");
        }
        return text;
    }

    /** Between two checks while it is not clear how the app is, so that its outage and its return are known soon. */
    Duration again() {
        return interval.compareTo(CHECKED_AGAIN) < 0 ? interval : CHECKED_AGAIN;
    }

    /** A sample speaks for twice the interval at most: one check that comes late leaves no gap. */
    Duration covers() {
        return interval.multipliedBy(2);
    }
}
