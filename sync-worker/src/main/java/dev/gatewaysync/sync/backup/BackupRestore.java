package dev.gatewaysync.sync.backup;

import dev.gatewaysync.storage.Database;
import dev.gatewaysync.storage.DatabaseDialect;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Puts a backup in the place of what a database holds, in one transaction: all of it or nothing. {@link KeptTables} are not
 * replaced but added to. The one thing that writes tables of every service. A backup of one kind of database fits into the
 * other.
 */
final class BackupRestore {
    private static final int BATCH = 500;

    private final Database database;
    private final long most;

    BackupRestore(Database database) {
        this(database, Long.MAX_VALUE);
    }

    /** @param most bytes that the backup may unpack to */
    BackupRestore(Database database, long most) {
        this.database = database;
        this.most = most;
    }

    /** @throws UnusableBackupException if the file cannot be used; then nothing has changed */
    BackupReader.Contents restore(Path file) throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            try {
                DatabaseTables tables = new DatabaseTables(connection, database.dialect());
                List<BackupTable> known = tables.all();
                BackupReader reader = new BackupReader(file, tables.schema(), most);
                // Read to its end before the first lock is taken: a damaged file must disturb nobody.
                reader.check();
                empty(connection, known);
                try (Inserts inserts = new Inserts(connection, known)) {
                    BackupReader.Contents contents = reader.read(inserts);
                    inserts.flush();
                    continueNumbers(connection, known);
                    connection.commit();
                    return contents;
                }
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    private void empty(Connection connection, List<BackupTable> tables) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (database.dialect() == DatabaseDialect.POSTGRESQL) {
                // Readers go on; writers wait for the end. SQLite has a single writer anyway.
                statement.execute("LOCK TABLE "
                        + tables.stream().map(BackupTable::name).collect(Collectors.joining(", "))
                        + " IN EXCLUSIVE MODE");
            }
            for (BackupTable table : tables) {
                if (KeptTables.keeps(table.name())) {
                    continue;
                }
                statement.executeUpdate("DELETE FROM " + table.name());
            }
        }
    }

    /** PostgreSQL does not look at numbers that were given by hand. */
    private void continueNumbers(Connection connection, List<BackupTable> tables) throws SQLException {
        if (database.dialect() != DatabaseDialect.POSTGRESQL) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            for (BackupTable table : tables) {
                if (table.columns().contains("seq")) {
                    statement.execute("SELECT setval(pg_get_serial_sequence('" + table.name()
                            + "', 'seq'), coalesce(max(seq), 0) + 1, false) FROM " + table.name());
                }
            }
        }
    }

    private static final class Inserts implements BackupReader.Sink, AutoCloseable {
        private final Connection connection;
        private final Map<String, Set<String>> known = new HashMap<>();
        private @Nullable PreparedStatement insert;
        /** Where in a row the values of the statement are. */
        private List<Integer> places = List.of();

        private int pending;

        Inserts(Connection connection, List<BackupTable> tables) {
            this.connection = connection;
            tables.forEach(table -> known.put(table.name(), Set.copyOf(table.columns())));
        }

        @Override
        public void table(BackupTable table) throws SQLException {
            flush();
            close();
            // Names go into SQL: only those that are there already.
            if (!known.getOrDefault(table.name(), Set.of()).containsAll(table.columns())) {
                throw new UnusableBackupException(
                        "The backup has a table " + table.name() + " that this database does not have in that form");
            }
            if (KeptTables.keeps(table.name())) {
                addTo(table);
            } else {
                replace(table);
            }
        }

        private void replace(BackupTable table) throws SQLException {
            insert = connection.prepareStatement("INSERT INTO " + table.name() + " ("
                    + String.join(", ", table.columns()) + ") VALUES ("
                    + String.join(", ", Collections.nCopies(table.columns().size(), "?")) + ")");
            places = IntStream.range(0, table.columns().size()).boxed().toList();
        }

        /** A row whose number another one has gets the next that is free, so that the rows of the backup keep their order. */
        private void addTo(BackupTable table) throws SQLException {
            List<String> values = new ArrayList<>();
            List<Integer> where = new ArrayList<>();
            for (int i = 0; i < table.columns().size(); i++) {
                where.add(i);
                if (table.columns().get(i).equals("seq")) {
                    where.add(i);
                    values.add(("CASE WHEN EXISTS (SELECT 1 FROM %1$s WHERE seq = ?)"
                                    + " THEN (SELECT max(seq) + 1 FROM %1$s) ELSE ? END")
                            .formatted(table.name()));
                } else {
                    values.add("?");
                }
            }
            List<String> conditions = new ArrayList<>();
            for (String column : KeptTables.identity(table)) {
                conditions.add(column + " = ?");
                where.add(table.columns().indexOf(column));
            }
            insert = connection.prepareStatement("INSERT INTO " + table.name() + " ("
                    + String.join(", ", table.columns()) + ") SELECT " + String.join(", ", values)
                    + " WHERE NOT EXISTS (SELECT 1 FROM " + table.name() + " WHERE "
                    + String.join(" AND ", conditions) + ") ON CONFLICT DO NOTHING");
            places = where;
        }

        @Override
        public void row(List<@Nullable Object> values) throws SQLException {
            PreparedStatement statement = java.util.Objects.requireNonNull(insert, "A table comes before its rows");
            for (int i = 0; i < places.size(); i++) {
                statement.setObject(i + 1, values.get(places.get(i)));
            }
            statement.addBatch();
            if (++pending == BATCH) {
                flush();
            }
        }

        void flush() throws SQLException {
            if (pending > 0 && insert != null) {
                insert.executeBatch();
                pending = 0;
            }
        }

        @Override
        public void close() throws SQLException {
            if (insert != null) {
                insert.close();
                insert = null;
            }
        }
    }
}
