package dev.gatewaysync.sync.notify;

import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.Source;
import dev.gatewaysync.sync.record.EventEffect;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The table {@code main_app_delivery}. A recorded event from Discord calls for a delivery, where there is somebody to take it. */
final class MainAppDeliveries implements EventEffect {
    private final JdbcTemplate jdbc;
    private final boolean on;

    MainAppDeliveries(JdbcTemplate jdbc, boolean on) {
        this.jdbc = jdbc;
        this.on = on;
    }

    @Override
    public void apply(EventEnvelope event) {
        if (on && Source.DISCORD.equals(event.source())) {
            jdbc.update("""
                    INSERT INTO main_app_delivery (event_id, status, attempts, at) VALUES (?, 'pending', 0, ?)
                    ON CONFLICT (event_id) DO NOTHING""", event.id(), event.receivedAt().toEpochMilli());
        }
    }

    boolean isDelivered(String eventId) {
        return !jdbc.queryForList(
                        "SELECT 1 FROM main_app_delivery WHERE event_id = ? AND status = 'delivered'", eventId)
                .isEmpty();
    }

    void tried(String eventId, String status, @Nullable Integer httpStatus, long at, @Nullable String error) {
        jdbc.update("""
                INSERT INTO main_app_delivery (event_id, status, attempts, http_status, at, error) VALUES (?, ?, 1, ?, ?, ?)
                ON CONFLICT (event_id) DO UPDATE SET status = excluded.status, attempts = main_app_delivery.attempts + 1,
                  http_status = excluded.http_status, at = excluded.at, error = excluded.error""", eventId, status, httpStatus, at, error);
    }
}
