package dev.gatewaysync.sync.retention;

import dev.gatewaysync.service.settings.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * @param keep how old an update may be in the history; empty if all are kept
 * @param directory where older ones go, the same for all workers where they share one; empty if they are deleted
 */
public record RetentionSettings(Optional<Duration> keep, Optional<Path> directory) {
    /** The statistics count the updates of the last 24 hours in the history. */
    private static final int FEWEST_DAYS = 2;

    /** Reports invalid values through {@code settings}. */
    public static RetentionSettings of(Settings settings) {
        return new RetentionSettings(
                settings.value(
                        "HISTORY_KEEP_DAYS",
                        Optional.<Duration>empty(),
                        "must be a whole number of days, " + FEWEST_DAYS + " or more",
                        "365",
                        RetentionSettings::days),
                directory(settings));
    }

    private static Optional<Path> directory(Settings settings) {
        if (settings.text("HISTORY_ARCHIVE_DIR", "").equalsIgnoreCase("off")) {
            return Optional.empty();
        }
        return Optional.of(settings.folder(
                "HISTORY_ARCHIVE_DIR",
                Path.of("logs/archive"),
                "must be a folder, or off to delete",
                "/var/archive/gateway"));
    }

    private static Optional<Duration> days(String text) {
        int days = Integer.parseInt(text);
        if (days < FEWEST_DAYS) {
            throw new IllegalArgumentException("too few");
        }
        return Optional.of(Duration.ofDays(days));
    }
}
