package dev.gatewaysync.sync.backup;

import dev.gatewaysync.crypto.Sha256;
import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.sync.backup.BackupSummary.TableSum;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads a backup from its first line to its last, and trusts no byte of it before its sum is right. */
final class BackupReader {
    /** What is to be done with what is read. */
    interface Sink {
        void table(BackupTable table) throws SQLException;

        void row(List<@Nullable Object> values) throws SQLException;
    }

    private static final Sink NOWHERE = new Sink() {
        @Override
        public void table(BackupTable table) {}

        @Override
        public void row(List<@Nullable Object> values) {}
    };

    /** A row holds an event's data, 256 KiB as they came, a few times over; nothing that we write comes near this. */
    static final int LONGEST_LINE = 16 << 20;

    /** For one reading from the first line to the last; a million updates take a few minutes. */
    static final Duration PATIENCE = Duration.ofHours(1);

    private final Path file;
    private final int schema;
    private final long most;

    /** @param schema the newest that this program knows */
    BackupReader(Path file, int schema) {
        this(file, schema, Long.MAX_VALUE);
    }

    /** @param most bytes that it may unpack to */
    BackupReader(Path file, int schema, long most) {
        this.file = file;
        this.schema = schema;
        this.most = most;
    }

    /**
     * Reads all of it, and does nothing.
     *
     * @throws UnusableBackupException if it is missing, cut, damaged, or of a newer program
     */
    Contents check() {
        try {
            return read(NOWHERE);
        } catch (SQLException e) {
            throw new IllegalStateException("Nothing is stored", e);
        }
    }

    /**
     * Rows reach the sink before the end of the file, and so its sum, is seen: whatever the sink does must be undone when
     * this throws.
     *
     * @throws UnusableBackupException as {@link #check()}
     */
    Contents read(Sink sink) throws SQLException {
        try (BoundedLines lines = new BoundedLines(
                new GZIPInputStream(Files.newInputStream(file), 1 << 16), LONGEST_LINE, most, PATIENCE)) {
            return new Pass(lines, sink).all();
        } catch (UnusableBackupException e) {
            throw unusable(String.valueOf(e.getMessage()), e);
        } catch (NoSuchFileException e) {
            throw new UnusableBackupException("There is no file " + file);
        } catch (IOException e) {
            throw unusable("it is damaged or cut short (" + e.getMessage() + ")", e);
        } catch (JacksonException e) {
            throw unusable("it holds no JSON where some should be", e);
        }
    }

    private UnusableBackupException unusable(String why, @Nullable Exception cause) {
        return new UnusableBackupException(file.getFileName() + " is not usable: " + why, cause);
    }

    record Contents(BackupManifest manifest, BackupSummary summary) {}

    private final class Pass {
        private final BoundedLines lines;
        private final Sink sink;
        private final Sha256 digest = new Sha256();
        private final List<TableSum> sums = new ArrayList<>();

        Pass(BoundedLines lines, Sink sink) {
            this.lines = lines;
            this.sink = sink;
        }

        Contents all() throws IOException, SQLException {
            String first = next();
            BackupManifest manifest = manifest(first);
            digest.add(BackupWriter.bytes(first));
            String line = next();
            for (BackupTable table : manifest.tables()) {
                if (!line.equals(EventJson.mapper().writeValueAsString(table.name()))) {
                    throw unusable("table " + table.name() + " is missing", null);
                }
                digest.add(BackupWriter.bytes(line));
                line = rows(table);
            }
            BackupSummary summary = EventJson.mapper().readValue(line, BackupSummary.class);
            if (!digest.hex().equals(summary.sha256()) || !sums.equals(summary.tables())) {
                throw unusable("its checksum does not fit its content", null);
            }
            if (lines.next() != null) {
                throw unusable("something follows its end", null);
            }
            return new Contents(manifest, summary);
        }

        /** @return the first line after the table's rows */
        private String rows(BackupTable table) throws IOException, SQLException {
            sink.table(table);
            Sha256 tableDigest = new Sha256();
            long rows = 0;
            String line = next();
            while (line.startsWith("[")) {
                byte[] bytes = BackupWriter.bytes(line);
                digest.add(bytes);
                tableDigest.add(bytes);
                sink.row(values(line, table));
                rows++;
                line = next();
            }
            sums.add(new TableSum(table.name(), rows, tableDigest.hex()));
            return line;
        }

        private List<@Nullable Object> values(String line, BackupTable table) {
            JsonNode row = EventJson.mapper().readTree(line);
            if (row.size() != table.columns().size()) {
                throw unusable("a row of " + table.name() + " has " + row.size() + " values", null);
            }
            List<@Nullable Object> values = new ArrayList<>(row.size());
            for (JsonNode value : row) {
                values.add(
                        value.isNull()
                                ? null
                                : value.isIntegralNumber()
                                        ? (Object) value.asLong()
                                        : value.isNumber() ? (Object) value.asDouble() : value.asString());
            }
            return values;
        }

        private BackupManifest manifest(String line) {
            JsonNode json = EventJson.mapper().readTree(line);
            if (!json.path("format").isInt()) {
                throw unusable("it is no backup", null);
            }
            int format = json.path("format").asInt();
            if (format > BackupManifest.FORMAT || json.path("schema").asInt(0) > schema) {
                throw unusable(
                        "it was made by a newer version of this program (format " + format + ", tables "
                                + json.path("schema").asInt(0) + "; this one knows " + BackupManifest.FORMAT + " and "
                                + schema + "). Update first",
                        null);
            }
            return EventJson.mapper().treeToValue(json, BackupManifest.class);
        }

        private String next() throws IOException {
            String line = lines.next();
            if (line == null) {
                throw unusable("it is cut short", null);
            }
            return line;
        }
    }
}
