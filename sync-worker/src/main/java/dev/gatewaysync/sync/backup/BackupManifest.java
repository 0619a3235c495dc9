package dev.gatewaysync.sync.backup;

import java.util.List;
import java.util.Objects;

/**
 * The first line of a backup.
 *
 * @param format of the file, {@link #FORMAT}
 * @param schema version of the newest migration of the database that was backed up
 * @param createdAt ISO-8601
 */
record BackupManifest(int format, int schema, String createdAt, List<BackupTable> tables) {
    static final int FORMAT = 1;

    BackupManifest {
        Objects.requireNonNull(createdAt, "createdAt");
        tables = List.copyOf(tables);
    }
}
