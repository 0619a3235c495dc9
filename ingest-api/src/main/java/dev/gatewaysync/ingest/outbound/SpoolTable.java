package dev.gatewaysync.ingest.outbound;

import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.events.MalformedEventException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Events in the order in which they came, in an SQLite file. What was added is on the disk, not only in its cache.
 *
 * <p>After any failure the file is opened anew, and counted: SQLite ends a transaction by itself when the disk refuses, of which
 * the connection knows nothing, so that every later one on it fails; and a commit that failed may have stored its rows.
 */
final class SpoolTable implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SpoolTable.class);

    private final Path file;
    private @Nullable Connection open;
    private volatile Size size = new Size(0, 0);

    SpoolTable(Path file) {
        this.file = file;
        try {
            connection();
        } catch (SQLException e) {
            throw new IllegalStateException("The spool " + file + " cannot be opened", e);
        }
    }

    /** Adds all or none. */
    synchronized void add(List<byte[]> bodies) throws SQLException {
        inTransaction(connection -> {
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO event (body) VALUES (?)")) {
                for (byte[] body : bodies) {
                    insert.setBytes(1, body);
                    insert.addBatch();
                }
                return insert.executeBatch();
            }
        });
        size = size.plus(
                bodies.size(), bodies.stream().mapToLong(body -> body.length).sum());
    }

    /** The oldest events, at most {@code count}. One that cannot be read is set aside, so that it holds up no other. */
    synchronized List<Row> oldest(int count) throws SQLException {
        List<Row> rows = new ArrayList<>();
        List<Long> unreadable = new ArrayList<>();
        long bytes = inTransaction(connection -> {
            long unreadableBytes = 0;
            try (PreparedStatement select = connection.prepareStatement(
                            "SELECT seq, body FROM event WHERE unreadable = 0 ORDER BY seq LIMIT " + count);
                    ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    byte[] body = row.getBytes(2);
                    try {
                        rows.add(new Row(row.getLong(1), EventJson.fromBytes(body), body.length));
                    } catch (MalformedEventException e) {
                        log.error("spool.unreadable seq={} stays in the file: {}", row.getLong(1), e.getMessage());
                        unreadable.add(row.getLong(1));
                        unreadableBytes += body.length;
                    }
                }
            }
            for (Long seq : unreadable) {
                update(connection, "UPDATE event SET unreadable = 1 WHERE seq = ?", seq);
            }
            return unreadableBytes;
        });
        size = size.plus(-unreadable.size(), -bytes);
        return rows;
    }

    /** Only then does the spool count as shorter. */
    synchronized void remove(List<Row> rows) throws SQLException {
        inTransaction(connection -> update(
                connection,
                "DELETE FROM event WHERE unreadable = 0 AND seq <= ?",
                rows.getLast().seq()));
        size = size.plus(-rows.size(), -rows.stream().mapToLong(Row::bytes).sum());
    }

    /** It stays in the file and counts no more, so that it holds up no other. */
    synchronized void setAside(Row row) throws SQLException {
        inTransaction(connection -> update(connection, "UPDATE event SET unreadable = 1 WHERE seq = ?", row.seq()));
        size = size.plus(-1, -row.bytes());
    }

    /** Without what was set aside. */
    Size size() {
        return size;
    }

    @Override
    public synchronized void close() {
        abandon();
    }

    private <T> T inTransaction(Work<T> work) throws SQLException {
        Connection connection = connection();
        try {
            T result = work.on(connection);
            connection.commit();
            return result;
        } catch (SQLException | RuntimeException | Error e) {
            abandon();
            throw e;
        }
    }

    private Connection connection() throws SQLException {
        Connection current = open;
        if (current == null) {
            current = opened(file);
            try {
                size = counted(current);
            } catch (SQLException e) {
                current.close();
                throw e;
            }
            open = current;
        }
        return current;
    }

    private static Connection opened(Path file) throws SQLException {
        Properties properties = new Properties();
        properties.put("journal_mode", "WAL");
        properties.put("synchronous", "FULL");
        properties.put("busy_timeout", "5000");
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file, properties);
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS event (seq INTEGER PRIMARY KEY AUTOINCREMENT,"
                    + " body BLOB NOT NULL, unreadable INTEGER NOT NULL DEFAULT 0)");
            connection.setAutoCommit(false);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private static Size counted(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT count(*), coalesce(sum(length(body)), 0) FROM event WHERE unreadable = 0")) {
            row.next();
            return new Size(row.getLong(1), row.getLong(2));
        } finally {
            connection.commit();
        }
    }

    private void abandon() {
        Connection left = open;
        open = null;
        try {
            if (left != null) {
                left.close();
            }
        } catch (SQLException e) {
            log.warn("The spool did not close: {}", e.toString());
        }
    }

    private static int update(Connection connection, String sql, long seq) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, seq);
            return statement.executeUpdate();
        }
    }

    @FunctionalInterface
    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    record Row(long seq, EventEnvelope event, int bytes) {}

    record Size(long events, long bytes) {
        private Size plus(long moreEvents, long moreBytes) {
            return new Size(events + moreEvents, bytes + moreBytes);
        }
    }
}
