package dev.gatewaysync.sync.backup;

import java.util.List;
import java.util.Objects;

/**
 * A table as a backup holds it.
 *
 * @param key columns that give its rows one order on every database
 */
record BackupTable(String name, List<String> columns, List<String> key) {
    BackupTable {
        Objects.requireNonNull(name, "name");
        columns = List.copyOf(columns);
        key = List.copyOf(key);
    }
}
