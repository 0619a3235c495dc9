package dev.gatewaysync.storage.word;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.TransientDataAccessException;

/** Tells what a database refuses for what it says from all that passes: a lock, a full disk, a lost connection. */
public final class RefusedData {
    private RefusedData() {}

    /** Whether the same data would be refused again. */
    public static boolean isCauseOf(RuntimeException failure) {
        SQLException sql = sqlException(failure);
        if (sql != null && isSqlite(sql)) {
            // TOOBIG, CONSTRAINT, MISMATCH: https://www.sqlite.org/rescode.html
            return switch (sql.getErrorCode() & 0xff) {
                case 18, 19, 20 -> true;
                default -> false;
            };
        }
        String state = sql == null ? null : sql.getSQLState();
        // Data exceptions, constraints, and limits of the program, which more of anything does not mend.
        return (state != null && (state.startsWith("22") || state.startsWith("23") || state.startsWith("54")))
                || (failure instanceof DataIntegrityViolationException
                        && !(failure instanceof TransientDataAccessException));
    }

    public static boolean isSqlite(SQLException sql) {
        return sql.getClass().getName().startsWith("org.sqlite.");
    }

    /** The database's own word among the causes; null if it has said nothing. */
    public static @Nullable SQLException sqlException(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return sql;
            }
        }
        return null;
    }
}
