package dev.gatewaysync.storage;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads what is planned and has not reached Discord, without what is held back on purpose. */
public final class WaitingDeliveries {
    /** As the partial index has it. */
    private static final String WAITING = " FROM delivery WHERE status IN ('pending', 'sending') AND held = 0";

    private final JdbcClient jdbc;

    public WaitingDeliveries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What waits for one target, as the console's API has it, too.
     *
     * @param oldest when the first of them was planned
     */
    public record Backlog(String target, long backlog, Instant oldest) {}

    public long count() {
        return jdbc.sql("SELECT count(*)" + WAITING).query(Long.class).single();
    }

    /** When the first of them was planned; empty if none waits. */
    public Optional<Instant> oldest() {
        return jdbc.sql("SELECT min(planned_at)" + WAITING)
                .query(Long.class)
                .optional()
                .map(Instant::ofEpochMilli);
    }

    /** The target with the most first. */
    public List<Backlog> byTarget() {
        return jdbc.sql("SELECT target, count(*) AS deliveries, min(planned_at) AS oldest" + WAITING
                        + " GROUP BY target ORDER BY deliveries DESC")
                .query((row, n) -> new Backlog(
                        row.getString("target"),
                        row.getLong("deliveries"),
                        Instant.ofEpochMilli(row.getLong("oldest"))))
                .list();
    }
}
