package dev.gatewaysync.sync.uptime;

import dev.gatewaysync.service.Settings;
import java.time.Duration;
import java.util.Optional;

/**
 * @param timeout for one check, to the last byte
 * @param bodyCheck what the page must contain to count as up; empty if any will do
 */
public record UptimeSettings(Duration interval, Duration timeout, Optional<String> bodyCheck) {

    /** Reports invalid values through {@code settings}. */
    public static UptimeSettings of(Settings settings) {
        return new UptimeSettings(
                settings.duration("UPTIME_INTERVAL", "60s"),
                settings.duration("UPTIME_TIMEOUT", "10s"),
                settings.text("UPTIME_BODY_CHECK"));
    }

    /** A sample speaks for twice the interval at most: one check that comes late leaves no gap. */
    Duration covers() {
        return interval.multipliedBy(2);
    }
}
