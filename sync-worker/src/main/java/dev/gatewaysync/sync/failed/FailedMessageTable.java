package dev.gatewaysync.sync.failed;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The archive of failed messages. */
@Component
class FailedMessageTable {
    private final JdbcTemplate jdbc;

    FailedMessageTable(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** The same failure stored twice is one; a later failure of the same message opens its row again. */
    void store(List<FailedMessage> messages) {
        jdbc.batchUpdate("""
                INSERT INTO failed_message (id, event_id, event_type, queue, error_class, error, attempts,
                  first_failed_at, last_failed_at, status, headers, body)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'open', ?, ?)
                ON CONFLICT (id) DO UPDATE SET error_class = excluded.error_class, error = excluded.error,
                  attempts = failed_message.attempts + excluded.attempts, last_failed_at = excluded.last_failed_at,
                  status = 'open', headers = excluded.headers, body = excluded.body
                WHERE excluded.last_failed_at > failed_message.last_failed_at""", messages, messages.size(), (statement, message) -> {
            statement.setString(1, message.id());
            statement.setString(2, message.eventId());
            statement.setString(3, message.eventType());
            statement.setString(4, message.queue());
            statement.setString(5, message.errorClass());
            statement.setString(6, message.error());
            statement.setInt(7, message.attempts());
            statement.setLong(8, message.firstFailedAt());
            statement.setLong(9, message.lastFailedAt());
            statement.setString(10, message.headers());
            statement.setString(11, message.body());
        });
    }

    /** Those that the console's operators have decided about are not open. */
    Map<String, Long> openByQueue() {
        Map<String, Long> open = new TreeMap<>();
        jdbc.query("""
                SELECT f.queue, count(*) FROM failed_message f
                WHERE f.status = 'open' AND NOT EXISTS (
                  SELECT 1 FROM failed_resolution r WHERE r.message_id = f.id AND r.failed_at >= f.last_failed_at)
                GROUP BY f.queue""", row -> {
            open.put(row.getString(1), row.getLong(2));
        });
        return open;
    }

    boolean answers() {
        jdbc.queryForList("SELECT 1");
        return true;
    }
}
