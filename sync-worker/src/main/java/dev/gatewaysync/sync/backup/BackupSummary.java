package dev.gatewaysync.sync.backup;

import java.util.List;
import java.util.Objects;

/**
 * The last line of a backup: without it the file is not whole.
 *
 * @param tables in the order of the manifest
 * @param sha256 of every byte before this line, unpacked
 */
record BackupSummary(List<TableSum> tables, String sha256) {
    BackupSummary {
        Objects.requireNonNull(sha256, "sha256");
        tables = List.copyOf(tables);
    }

    /** @param sha256 of the table's lines, each with its line end */
    record TableSum(String name, long rows, String sha256) {}

    long rows(String table) {
        return tables.stream()
                .filter(sum -> sum.name().equals(table))
                .mapToLong(TableSum::rows)
                .sum();
    }
}
