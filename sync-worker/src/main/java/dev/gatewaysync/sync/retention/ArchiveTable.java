package dev.gatewaysync.sync.retention;

import dev.gatewaysync.storage.history.ExchangeTexts;
import dev.gatewaysync.storage.history.SettledUpdates;
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
    private final SettledUpdates settled;
    private final ExchangeTexts exchanges;

    ArchiveTable(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.settled = new SettledUpdates(jdbc);
        this.exchanges = new ExchangeTexts(jdbc);
    }

    List<String> due(Instant olderThan, int count) {
        return settled.readyToLeave(olderThan, count);
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
        exchanges.forget(jdbc.queryForList("SELECT id FROM archived_event WHERE file = ?", String.class, file));
        jdbc.update("DELETE FROM event WHERE id IN (SELECT id FROM archived_event WHERE file = ?)", file);
        jdbc.update("UPDATE archive_file SET finished_at = ? WHERE file = ?", now.toEpochMilli(), file);
    }

    void delete(List<String> ids) {
        mark(ids, null);
        exchanges.forget(ids);
        jdbc.batchUpdate("DELETE FROM event WHERE id = ?", ids, BATCH, (statement, id) -> statement.setString(1, id));
    }

    private void mark(List<String> ids, @Nullable String file) {
        jdbc.batchUpdate("INSERT INTO archived_event (id, file) VALUES (?, ?)", ids, BATCH, (statement, id) -> {
            statement.setString(1, id);
            statement.setString(2, file);
        });
    }
}
