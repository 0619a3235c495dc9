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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Events in the order in which they came, in an SQLite file. What was added is on the disk, not only in its cache. */
final class SpoolTable implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SpoolTable.class);

    private final Connection connection;

    SpoolTable(Path file) {
        Properties properties = new Properties();
        properties.put("journal_mode", "WAL");
        properties.put("synchronous", "FULL");
        properties.put("busy_timeout", "5000");
        try {
            connection = DriverManager.getConnection("jdbc:sqlite:" + file, properties);
            try (Statement statement = connection.createStatement()) {
                statement.execute("CREATE TABLE IF NOT EXISTS event (seq INTEGER PRIMARY KEY AUTOINCREMENT,"
                        + " body BLOB NOT NULL, unreadable INTEGER NOT NULL DEFAULT 0)");
            }
            connection.setAutoCommit(false);
        } catch (SQLException e) {
            throw new IllegalStateException("The spool " + file + " cannot be opened", e);
        }
    }

    /** Adds all or none. */
    synchronized void add(List<byte[]> bodies) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO event (body) VALUES (?)")) {
            for (byte[] body : bodies) {
                insert.setBytes(1, body);
                insert.addBatch();
            }
            insert.executeBatch();
            connection.commit();
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        }
    }

    /** The oldest events, at most {@code count}. One that cannot be read is set aside, so that it holds up no other. */
    synchronized Page oldest(int count) throws SQLException {
        List<Row> rows = new ArrayList<>();
        List<Long> unreadable = new ArrayList<>();
        long unreadableBytes = 0;
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT seq, body FROM event WHERE unreadable = 0 ORDER BY seq LIMIT " + count)) {
            try (ResultSet row = select.executeQuery()) {
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
                update("UPDATE event SET unreadable = 1 WHERE seq = ?", seq);
            }
        } finally {
            connection.commit();
        }
        return new Page(rows, new Size(unreadable.size(), unreadableBytes));
    }

    /** It stays in the file and counts no more, so that it holds up no other. */
    synchronized void setAside(long seq) throws SQLException {
        update("UPDATE event SET unreadable = 1 WHERE seq = ?", seq);
        connection.commit();
    }

    synchronized void removeUpTo(long seq) throws SQLException {
        update("DELETE FROM event WHERE unreadable = 0 AND seq <= ?", seq);
        connection.commit();
    }

    synchronized Size size() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT count(*), coalesce(sum(length(body)), 0) FROM event WHERE unreadable = 0")) {
            row.next();
            return new Size(row.getLong(1), row.getLong(2));
        } finally {
            connection.commit();
        }
    }

    @Override
    public synchronized void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            log.warn("The spool did not close: {}", e.toString());
        }
    }

    private void update(String sql, long seq) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, seq);
            statement.executeUpdate();
        }
    }

    /** @param setAside what could not be read and no longer counts */
    record Page(List<Row> rows, Size setAside) {}

    record Row(long seq, EventEnvelope event, int bytes) {}

    record Size(long events, long bytes) {}
}
