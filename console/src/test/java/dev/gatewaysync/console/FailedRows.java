package dev.gatewaysync.console;

import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.storage.Database;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Failed messages as the worker archives them. */
public final class FailedRows {
    private FailedRows() {}

    public static void add(Database database, String id, String queue, String error, long at) {
        add(
                database,
                id,
                queue,
                error,
                at,
                "{\"x-death\":\"[]\",\"x-delivery-count\":\"4\",\"gateway-error\":\"e\",\"kept\":\"yes\"}");
    }

    public static void add(Database database, String id, String queue, String error, long at, String headers) {
        insert(database, id, queue, error, at, headers, "{\"id\":\"event-" + id + "\",\"type\":\"bug-fixed\"}");
    }

    /** @param target null for what failed elsewhere than in Discord */
    record Row(String id, String queue, @Nullable String target, String title, String error, long at) {}

    static void add(Database database, Row row) {
        add(database, row.id(), row.queue(), row.error(), row.at());
        new JdbcTemplate(database.dataSource())
                .update(
                        "UPDATE failed_message SET target = ?, title = ? WHERE id = ?",
                        row.target(),
                        row.title(),
                        row.id());
    }

    /** One that Discord refused. */
    static void add(Database database, EventEnvelope event, String id) {
        String body = new String(EventJson.toBytes(event), StandardCharsets.UTF_8);
        insert(database, id, "discord", "refused", event.receivedAt().toEpochMilli(), "{}", body);
    }

    private static void insert(
            Database database, String id, String queue, String error, long at, String headers, String body) {
        new JdbcTemplate(database.dataSource()).update("""
                        INSERT INTO failed_message (id, event_id, event_type, queue, error_class, error, attempts,
                          first_failed_at, last_failed_at, status, headers, body)
                        VALUES (?, ?, 'bug-fixed', ?, 'permanent', ?, 3, ?, ?, 'open', ?, ?)
                        ON CONFLICT (id) DO UPDATE SET last_failed_at = excluded.last_failed_at""", id, "event-" + id, queue, error, at, at, headers, body);
    }
}
