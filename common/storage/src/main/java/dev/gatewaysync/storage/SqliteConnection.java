package dev.gatewaysync.storage;

import java.sql.SQLException;
import java.util.Properties;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteConnectionConfig;
import org.sqlite.jdbc4.JDBC4Connection;

/**
 * A connection to SQLite that knows whether it has a transaction.
 *
 * <p>The driver notes that one has begun before SQLite has agreed. Where SQLite does not, for another has held the lock for too long, the
 * connection goes back to the pool as if it had one: whoever gets it next writes without a transaction, and every commit fails, until a
 * restart. And after each commit the driver takes the write lock once more, for a transaction that nobody wants; where that fails, a commit
 * seems to have failed that was made.
 *
 * @see <a href="https://github.com/xerial/sqlite-jdbc/issues/683">Inconsistency between autoCommit property and SQLite transaction status</a>
 */
final class SqliteConnection extends JDBC4Connection {
    private final WriteTurn turn;

    SqliteConnection(String url, String file, Properties properties) throws SQLException {
        super(url, file, properties);
        turn = WriteTurn.of(file);
    }

    /** A transaction takes the write lock at its begin, and waits for its turn before that. */
    @Override
    public void setAutoCommit(boolean autoCommit) throws SQLException {
        boolean before = getAutoCommit();
        if (before && !autoCommit) {
            turn.take();
        }
        try {
            super.setAutoCommit(autoCommit);
        } catch (SQLException e) {
            if (autoCommit && hasNoTransaction(e)) {
                return;
            }
            getConnectionConfig().setAutoCommit(before);
            throw e;
        } finally {
            if (getAutoCommit()) {
                turn.end();
            }
        }
    }

    @Override
    public void close() throws SQLException {
        try {
            super.close();
        } finally {
            turn.end();
        }
    }

    private static boolean hasNoTransaction(SQLException e) {
        return String.valueOf(e.getMessage()).contains("no transaction is active");
    }

    /** What comes after it on this connection takes the write lock when it writes. */
    @Override
    public void commit() throws SQLException {
        withoutLockAfterwards(super::commit);
    }

    /** As after {@link #commit}. There may be nothing left to do: after some errors, such as a full disk, SQLite has done it by itself. */
    @Override
    public void rollback() throws SQLException {
        try {
            withoutLockAfterwards(super::rollback);
        } catch (SQLException e) {
            if (!hasNoTransaction(e)) {
                throw e;
            }
            getDatabase().exec("begin;", false);
        }
    }

    private void withoutLockAfterwards(End end) throws SQLException {
        SQLiteConnectionConfig config = getConnectionConfig();
        TransactionMode mode = config.getTransactionMode();
        config.setTransactionMode(TransactionMode.DEFERRED);
        try {
            end.of();
        } finally {
            config.setTransactionMode(mode);
            turn.end();
        }
    }

    private interface End {
        void of() throws SQLException;
    }
}
