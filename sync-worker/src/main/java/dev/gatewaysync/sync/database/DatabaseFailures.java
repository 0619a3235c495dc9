package dev.gatewaysync.sync.database;

import dev.gatewaysync.messaging.HandlingFailure;
import dev.gatewaysync.messaging.OutageFailure;
import dev.gatewaysync.messaging.PermanentFailure;
import dev.gatewaysync.messaging.TransientFailure;
import dev.gatewaysync.storage.word.RefusedData;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

/** Says which of the four kinds of failure a database's exception is. */
public final class DatabaseFailures {
    private DatabaseFailures() {}

    /** A {@link HandlingFailure} is returned as it is. */
    public static HandlingFailure classify(RuntimeException failure) {
        if (failure instanceof HandlingFailure classified) {
            return classified;
        }
        SQLException sql = RefusedData.sqlException(failure);
        String text = sql == null ? failure.toString() : String.valueOf(sql.getMessage());
        // Before an outage: Spring calls a row too long for an index (54000) a lack of resources, as it does a full
        // disk.
        if (RefusedData.isCauseOf(failure)) {
            return new PermanentFailure("The database refuses this data: " + text, failure);
        }
        if (isOutage(failure, sql)) {
            return new OutageFailure("The database cannot be used: " + text, failure);
        }
        return new TransientFailure("The database could not store it now: " + text, failure);
    }

    private static boolean isOutage(RuntimeException failure, @Nullable SQLException sql) {
        if (failure instanceof CannotCreateTransactionException) {
            return true;
        }
        if (sql != null && RefusedData.isSqlite(sql)) {
            // READONLY, IOERR, CORRUPT, FULL, CANTOPEN, NOTADB: https://www.sqlite.org/rescode.html
            return switch (sql.getErrorCode() & 0xff) {
                case 8, 10, 11, 13, 14, 26 -> true;
                default -> false;
            };
        }
        if (failure instanceof DataAccessResourceFailureException) {
            return true;
        }
        String state = sql == null ? null : sql.getSQLState();
        if (state == null && failure instanceof TransactionSystemException) {
            // The connection broke in the commit, and what is told is that its rollback found it closed.
            return true;
        }
        // Connection exceptions, insufficient resources, operator intervention, system errors of PostgreSQL.
        return state != null
                && (state.startsWith("08")
                        || state.startsWith("53")
                        || state.startsWith("57P")
                        || state.startsWith("58"));
    }
}
