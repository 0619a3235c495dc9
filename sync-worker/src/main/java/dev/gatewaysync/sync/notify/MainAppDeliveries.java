package dev.gatewaysync.sync.notify;

import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.Source;
import dev.gatewaysync.storage.history.AttemptExchange;
import dev.gatewaysync.storage.history.MainAppTry;
import dev.gatewaysync.sync.record.EventEffect;
import java.time.Instant;
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

    /** Together with what was sent and answered, in one statement; of long outages only the first tries, and the last. */
    void tried(String eventId, String status, MainAppClient.Answer answer, long at, @Nullable Instant nextTryAt) {
        String error = answer.isDelivered() ? null : answer.text();
        AttemptExchange exchange = answer.exchange().withNextTry(nextTryAt);
        String line = MainAppTry.line(at, status, error, answer.isDelivered() ? exchange.withoutBodies() : exchange);
        jdbc.update("""
                INSERT INTO main_app_delivery (event_id, status, attempts, http_status, at, error, tries)
                VALUES (?, ?, 1, ?, ?, ?, '{"attempt":1,' || ?)
                ON CONFLICT (event_id) DO UPDATE SET status = excluded.status, attempts = main_app_delivery.attempts + 1,
                  http_status = excluded.http_status, at = excluded.at, error = excluded.error,
                  tries = CASE WHEN main_app_delivery.attempts < ? OR excluded.status <> 'pending'
                    THEN COALESCE(main_app_delivery.tries, '') || '{"attempt":' || (main_app_delivery.attempts + 1) || ',' || ?
                    ELSE main_app_delivery.tries END""", eventId, status, answer.status(), at, error, line, AttemptExchange.WITH_BODIES, line);
    }
}
