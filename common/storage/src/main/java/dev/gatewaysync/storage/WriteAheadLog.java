package dev.gatewaysync.storage;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.sqlite.SQLiteErrorCode;

/**
 * Changes a SQLite file to its write-ahead log, once for good. Not left to each connection: of several that open a new
 * file at the same moment SQLite refuses all but one, at once, whatever their busy timeout.
 *
 * @see <a href="https://www.sqlite.org/wal.html">Write-ahead logging</a>
 */
final class WriteAheadLog {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private WriteAheadLog() {}

    /** @throws IllegalStateException if the file cannot be opened, or somebody keeps it locked for 30 s */
    static void enable(String jdbcUrl) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try (Connection connection = DriverManager.getConnection(jdbcUrl);
                    Statement statement = connection.createStatement()) {
                statement.execute("PRAGMA journal_mode = WAL");
                return;
            } catch (SQLException e) {
                if (e.getErrorCode() != SQLiteErrorCode.SQLITE_BUSY.code || System.nanoTime() > end) {
                    throw new IllegalStateException("The database file cannot be opened: " + e.getMessage(), e);
                }
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the database file was locked", e);
        }
    }
}
