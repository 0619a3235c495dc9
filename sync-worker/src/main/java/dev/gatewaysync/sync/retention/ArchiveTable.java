package dev.gatewaysync.sync.retention;

import dev.gatewaysync.storage.ListOrder;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Which updates leave the history, and which have left it. Every method that writes belongs into a transaction. */
@Component
class ArchiveTable {
    private static final int BATCH = 500;

    private final JdbcTemplate jdbc;

    ArchiveTable(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The oldest updates that nothing is left to do for: planned, and no delivery open. By both times, so that a sender's
     * wrong clock does not send a new update away. The last word on maintenance stays, because the app's state hangs on it.
     */
    List<String> due(Instant olderThan, int count) {
        return jdbc.queryForList(
                """
                SELECT e.id FROM event e LEFT JOIN delivery_plan p ON p.event_id = e.id
                WHERE e.occurred_at < ? AND e.received_at < ?
                  AND COALESCE(p.planned_at, e.settled_at) IS NOT NULL
                  AND NOT EXISTS (SELECT 1 FROM delivery d
                    WHERE d.event_id = e.id AND d.status IN ('pending', 'sending'))
                  AND NOT EXISTS (SELECT 1 FROM main_app_delivery m WHERE m.event_id = e.id AND m.status = 'pending')
                  AND NOT EXISTS (SELECT 1 FROM archived_event a WHERE a.id = e.id)
                  AND e.seq <> COALESCE((SELECT w.seq FROM event w WHERE w.type = 'maintenance'
                    ORDER BY %s LIMIT 1), 0)
                ORDER BY e.occurred_at, e.seq LIMIT ?""".formatted(ListOrder.NEWEST_FIRST),
                String.class,
                olderThan.toEpochMilli(),
                olderThan.toEpochMilli(),
                count);
    }

    /** From here on these belong to the file, though they are still in the history. */
    void plan(String file, List<String> ids, Instant now) {
        jdbc.update(
                "INSERT INTO archive_file (file, created_at, updates) VALUES (?, ?, ?)",
                file,
                now.toEpochMilli(),
                ids.size());
        mark(ids, file);
    }

    /** Files that were planned and perhaps written, the oldest first. */
    List<String> unfinished() {
        return jdbc.queryForList(
                "SELECT file FROM archive_file WHERE finished_at IS NULL ORDER BY created_at, file", String.class);
    }

    /** Those of the file that are in the history, the oldest first. */
    List<String> inHistory(String file) {
        return jdbc.queryForList("""
                        SELECT e.id FROM archived_event a JOIN event e ON e.id = a.id WHERE a.file = ?
                        ORDER BY e.occurred_at, e.seq""", String.class, file);
    }

    /** They stay in the history for good, and are not looked at again. */
    void setAside(List<String> ids) {
        jdbc.batchUpdate(
                "UPDATE archived_event SET file = NULL WHERE id = ?",
                ids,
                BATCH,
                (statement, id) -> statement.setString(1, id));
    }

    void finish(String file, Instant now) {
        jdbc.update("DELETE FROM event WHERE id IN (SELECT id FROM archived_event WHERE file = ?)", file);
        jdbc.update("UPDATE archive_file SET finished_at = ? WHERE file = ?", now.toEpochMilli(), file);
    }

    void delete(List<String> ids) {
        mark(ids, null);
        jdbc.batchUpdate("DELETE FROM event WHERE id = ?", ids, BATCH, (statement, id) -> statement.setString(1, id));
    }

    private void mark(List<String> ids, @Nullable String file) {
        jdbc.batchUpdate("INSERT INTO archived_event (id, file) VALUES (?, ?)", ids, BATCH, (statement, id) -> {
            statement.setString(1, id);
            statement.setString(2, file);
        });
    }
}
