package dev.gatewaysync.sync.schedule;

import dev.gatewaysync.events.BuiltInType;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.SyncRequested;
import dev.gatewaysync.sync.catalog.SyncKind;
import dev.gatewaysync.sync.record.EventEffect;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Syncs asked for by a {@code sync-requested} event. Kept in the database from the moment the event is recorded, so that
 * none is lost; {@code run_id} names the run that answered.
 */
@Component
final class SyncRequests implements EventEffect {
    private final JdbcTemplate jdbc;

    SyncRequests(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void apply(EventEnvelope event) {
        if (event.type() == BuiltInType.SYNC_REQUESTED && event.event() instanceof SyncRequested requested) {
            SyncKind kind = requested.kind().equals(SyncKind.FULL.wireName()) ? SyncKind.FULL : SyncKind.QUICK;
            jdbc.update(
                    "INSERT INTO sync_request (event_id, kind, requested_at) VALUES (?, ?, ?) ON CONFLICT (event_id) DO NOTHING",
                    event.id(),
                    kind.wireName(),
                    event.receivedAt().toEpochMilli());
        }
    }

    Optional<SyncRequest> oldestOpen() {
        return jdbc
                .query(
                        "SELECT event_id, kind FROM sync_request WHERE run_id IS NULL ORDER BY requested_at, event_id LIMIT 1",
                        (row, n) -> new SyncRequest(row.getString(1), row.getString(2)))
                .stream()
                .findFirst();
    }

    boolean isOpen(SyncRequest request) {
        return !jdbc.queryForList("SELECT 1 FROM sync_request WHERE event_id = ? AND run_id IS NULL", request.eventId())
                .isEmpty();
    }

    /** @param answer the run's id, or a word that says why there is none */
    void answered(SyncRequest request, String answer) {
        jdbc.update("UPDATE sync_request SET run_id = ? WHERE event_id = ?", answer, request.eventId());
    }

    record SyncRequest(String eventId, String kindName) {
        /** @throws IllegalArgumentException if it was asked for by a program that knows more kinds */
        SyncKind kind() {
            return SyncKind.ofWireName(kindName);
        }

        String trigger() {
            return "request:" + eventId;
        }
    }
}
