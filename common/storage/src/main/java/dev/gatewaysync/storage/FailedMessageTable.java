package dev.gatewaysync.storage;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The archive of failed messages. The sync-worker stores them, operators decide about them: a message is open until a
 * decision covers its last failure.
 */
public class FailedMessageTable {
    /** SQL that is true for a row {@code f} that nobody has decided about since it last failed. */
    public static final String UNDECIDED = """
            f.status = 'open' AND NOT EXISTS (
              SELECT 1 FROM failed_resolution r WHERE r.message_id = f.id AND r.failed_at >= f.last_failed_at)""";

    private final JdbcTemplate jdbc;

    public FailedMessageTable(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param id from the queue and the message: the same message failing again has the same
     * @param headers as JSON
     * @param body text, or base64 if the bytes are no text; then the headers say so
     */
    public record Row(
            String id,
            @Nullable String eventId,
            @Nullable String eventType,
            String queue,
            String errorClass,
            String error,
            int attempts,
            long firstFailedAt,
            long lastFailedAt,
            String headers,
            String body) {}

    /** The same failure stored twice is one; a later failure of the same message opens its row again. */
    public void store(List<Row> messages) {
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

    public long countOpen() {
        Long open = jdbc.queryForObject("SELECT count(*) FROM failed_message f WHERE " + UNDECIDED, Long.class);
        return open == null ? 0 : open;
    }

    public Map<String, Long> openByQueue() {
        Map<String, Long> open = new TreeMap<>();
        jdbc.query("SELECT f.queue, count(*) FROM failed_message f WHERE " + UNDECIDED + " GROUP BY f.queue", row -> {
            open.put(row.getString(1), row.getLong(2));
        });
        return open;
    }
}
