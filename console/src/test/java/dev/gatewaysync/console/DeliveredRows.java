package dev.gatewaysync.console;

import dev.gatewaysync.events.EventDescription;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.storage.Database;
import org.springframework.jdbc.core.JdbcTemplate;

/** Updates as the worker records them and the publisher plans them. */
final class DeliveredRows {
    private DeliveredRows() {}

    static void add(Database database, EventEnvelope event, String... targets) {
        JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
        long at = event.receivedAt().toEpochMilli();
        jdbc.update(
                """
                INSERT INTO event (id, type, source, category, priority, description, occurred_at, received_at,
                  recorded_at, details) VALUES (?, ?, ?, 'resources', 'normal', ?, ?, ?, ?, ?)""",
                event.id(),
                event.type().wireName(),
                event.source().wireName(),
                EventDescription.of(event.event()),
                at,
                at,
                at,
                event.data().toString());
        jdbc.update(
                "INSERT INTO delivery_plan (event_id, deliveries, planned_at) VALUES (?, ?, ?)",
                event.id(),
                targets.length,
                at);
        for (String target : targets) {
            jdbc.update("""
                    INSERT INTO delivery (event_id, target, status, attempts, body, planned_at, at)
                    VALUES (?, ?, 'sent', 1, '{}', ?, ?)""", event.id(), target, at, at);
        }
    }
}
