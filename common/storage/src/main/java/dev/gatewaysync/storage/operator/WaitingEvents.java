package dev.gatewaysync.storage.operator;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Accepted events that wait on the disks of ingest-api's instances, because the broker does not store them. Each instance says
 * so for itself; what one said that has not been heard for an hour counts no longer.
 */
public final class WaitingEvents {
    private static final Duration HEARD = Duration.ofHours(1);

    private final JdbcClient jdbc;
    private final InstantSource clock;

    public WaitingEvents(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param since when the first of them was seen waiting */
    public record Waiting(long events, Instant since) {}

    /** Of all instances together; empty if none wait. */
    public Optional<Waiting> now() {
        return jdbc.sql("SELECT coalesce(sum(events), 0), min(since) FROM waiting_events WHERE told_at > ?")
                .param(clock.instant().minus(HEARD).toEpochMilli())
                .query((row, number) -> new Waiting(row.getLong(1), Instant.ofEpochMilli(row.getLong(2))))
                .optional()
                .filter(waiting -> waiting.events() > 0);
    }

    /** @param instance who says it, the same after a restart */
    public void tell(String instance, Waiting waiting) {
        jdbc.sql("""
                        INSERT INTO waiting_events (instance, events, since, told_at) VALUES (?, ?, ?, ?)
                        ON CONFLICT (instance) DO UPDATE
                        SET events = excluded.events, since = excluded.since, told_at = excluded.told_at""")
                .params(
                        instance,
                        waiting.events(),
                        waiting.since().toEpochMilli(),
                        clock.instant().toEpochMilli())
                .update();
    }

    /** None wait on that instance's disk any more. */
    public void forget(String instance) {
        jdbc.sql("DELETE FROM waiting_events WHERE instance = ?")
                .param(instance)
                .update();
    }
}
