package dev.gatewaysync.storage.operator;

import dev.gatewaysync.crypto.Sha256;
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

    /** SQL for how often a row {@code f} was tried: a delivery to the main app is tried each time that its message comes again. */
    public static final String ATTEMPTS = """
            CASE WHEN f.queue = 'main-app' THEN COALESCE(
              (SELECT m.attempts FROM main_app_delivery m WHERE m.event_id = f.event_id), f.attempts) ELSE f.attempts END""";

    private final JdbcTemplate jdbc;

    public FailedMessageTable(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The id of the failed message, which is the same when it fails again.
     *
     * @param message the event's id, or what else tells the message from others
     * @param target where it failed, where it may fail at several
     */
    public static String id(String queue, String message, @Nullable String target) {
        String place = target == null ? "" : "\n" + target;
        return Sha256.hex(queue + "\n" + message + place).substring(0, 20);
    }

    /**
     * @param id {@linkplain #id as it is made}
     * @param target in Discord, if that is where it failed
     * @param title what the event would have told; null if it cannot be read
     * @param attempts of a delivery all its tries, else those since its message was last sent
     * @param headers as JSON
     * @param body text, or base64 if the bytes are no text; then the headers say so
     */
    public record Row(
            String id,
            @Nullable String eventId,
            @Nullable String eventType,
            String queue,
            @Nullable String target,
            @Nullable String title,
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
                  first_failed_at, last_failed_at, status, headers, body, target, title)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'open', ?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET error_class = excluded.error_class, error = excluded.error,
                  attempts = excluded.attempts + CASE WHEN excluded.target IS NULL THEN failed_message.attempts ELSE 0 END,
                  last_failed_at = excluded.last_failed_at, target = excluded.target, title = excluded.title,
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
            statement.setString(12, message.target());
            statement.setString(13, message.title());
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
