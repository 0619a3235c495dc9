package dev.gatewaysync.sync.backup;

import dev.gatewaysync.service.settings.Settings;
import java.nio.file.Path;
import java.time.Duration;

/**
 * @param keep how many of the newest backups are kept
 * @param directory the same for all workers, where they share one
 */
public record BackupSettings(Duration interval, int keep, Path directory) {

    /** Reports invalid values through {@code settings}. */
    public static BackupSettings of(Settings settings) {
        return new BackupSettings(
                settings.duration("BACKUP_INTERVAL", "24h"),
                settings.count("BACKUP_KEEP", 30),
                settings.folder("BACKUP_DIR", Path.of("logs/backups"), "must be a folder", "/var/backups/gateway"));
    }
}
