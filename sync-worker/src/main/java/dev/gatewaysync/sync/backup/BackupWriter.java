package dev.gatewaysync.sync.backup;

import dev.gatewaysync.crypto.Sha256;
import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.storage.Database;
import dev.gatewaysync.storage.DatabaseDialect;
import dev.gatewaysync.sync.backup.BackupSummary.TableSum;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes a backup: gzip of lines of JSON. The first is the {@link BackupManifest}, then for each table its name as a text
 * and an array per row, last the {@link BackupSummary}. All of it as of one moment, while others go on writing.
 */
final class BackupWriter {
    private static final int FETCH = 500;
    private static final byte[] LINE_END = {'\n'};

    private final OutputStream out;
    private final Sha256 digest = new Sha256();

    private BackupWriter(OutputStream out) {
        this.out = out;
    }

    static BackupSummary write(Database database, Instant now, OutputStream file) throws IOException, SQLException {
        try (Connection snapshot = database.snapshot();
                OutputStream out = new BufferedOutputStream(new GZIPOutputStream(file, 1 << 16), 1 << 16)) {
            DatabaseTables tables = new DatabaseTables(snapshot, database.dialect());
            BackupSummary summary = new BackupWriter(out)
                    .all(
                            snapshot,
                            tables,
                            new BackupManifest(BackupManifest.FORMAT, tables.schema(), now.toString(), tables.all()));
            snapshot.rollback();
            return summary;
        }
    }

    /** The rows of one table and their sum, as a backup would have them; written nowhere. */
    static TableSum sum(Connection connection, DatabaseDialect dialect, BackupTable table) throws SQLException {
        try {
            return new BackupWriter(OutputStream.nullOutputStream())
                    .rows(connection, new DatabaseTables(connection, dialect), table);
        } catch (IOException e) {
            throw new IllegalStateException("Nothing is written", e);
        }
    }

    private BackupSummary all(Connection connection, DatabaseTables tables, BackupManifest manifest)
            throws IOException, SQLException {
        line(EventJson.mapper().writeValueAsBytes(manifest), null);
        List<TableSum> sums = new ArrayList<>();
        for (BackupTable table : manifest.tables()) {
            line(EventJson.mapper().writeValueAsBytes(table.name()), null);
            sums.add(rows(connection, tables, table));
        }
        BackupSummary summary = new BackupSummary(sums, digest.hex());
        out.write(EventJson.mapper().writeValueAsBytes(summary));
        out.write(LINE_END);
        return summary;
    }

    private TableSum rows(Connection connection, DatabaseTables tables, BackupTable table)
            throws IOException, SQLException {
        Sha256 tableDigest = new Sha256();
        long count = 0;
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(FETCH);
            try (ResultSet rows = statement.executeQuery(tables.select(table))) {
                int width = table.columns().size();
                while (rows.next()) {
                    List<@Nullable Object> values = new ArrayList<>(width);
                    for (int column = 1; column <= width; column++) {
                        values.add(rows.getObject(column));
                    }
                    line(EventJson.mapper().writeValueAsBytes(values), tableDigest);
                    count++;
                }
            }
        }
        return new TableSum(table.name(), count, tableDigest.hex());
    }

    private void line(byte[] json, @Nullable Sha256 tableDigest) throws IOException {
        out.write(json);
        out.write(LINE_END);
        digest.add(json);
        digest.add(LINE_END);
        if (tableDigest != null) {
            tableDigest.add(json);
            tableDigest.add(LINE_END);
        }
    }

    static byte[] bytes(String line) {
        return (line + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
