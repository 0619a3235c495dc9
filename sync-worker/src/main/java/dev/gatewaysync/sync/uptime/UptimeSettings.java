package dev.gatewaysync.sync.uptime;

import dev.gatewaysync.service.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * @param timeout for one check, to the last byte
 * @param path what is asked for; empty for the first page, or the catalogue's index where there is none
 * @param bodyCheck what the page must contain to count as up; empty if any will do
 */
public record UptimeSettings(Duration interval, Duration timeout, Optional<String> path, Optional<String> bodyCheck) {

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

    /** A sample speaks for twice the interval at most: one check that comes late leaves no gap. */
    Duration covers() {
        return interval.multipliedBy(2);
    }
}
