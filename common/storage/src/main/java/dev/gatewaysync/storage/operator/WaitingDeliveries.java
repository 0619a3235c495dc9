package dev.gatewaysync.storage.operator;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads what is planned and has not reached Discord; what the clock holds back on purpose apart from the rest. */
public final class WaitingDeliveries {
    /** As the partial index has it. */
    private static final String WAITING = " FROM delivery WHERE status IN ('pending', 'sending') AND held = 0";

    /** What was kept back by the clock waits from the end of that on. */
    private static final String SINCE = "CASE WHEN not_before > planned_at THEN not_before ELSE planned_at END";

    private final JdbcClient jdbc;

    public WaitingDeliveries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What waits for one target, as the console's API has it, too.
     *
     * @param oldest since when the first of them waits
     */
    public record Backlog(String target, long backlog, Instant oldest) {}

    /**
     * What the clock holds back for one target, as the console's API has it, too.
     *
     * @param reason {@code digest} or {@code quiet}, for quiet hours
     * @param until when the first of them is due
     */
    public record Held(String target, String reason, long deliveries, Instant until) {}

    public long count() {
        return jdbc.sql("SELECT count(*)" + WAITING).query(Long.class).single();
    }

    /** Since when the first of them waits; empty if none does. */
    public Optional<Instant> oldest() {
        return jdbc.sql("SELECT min(" + SINCE + ")" + WAITING)
                .query(Long.class)
                .optional()
                .map(Instant::ofEpochMilli);
    }

    /** The target with the most first. */
    public List<Backlog> byTarget() {
        return jdbc.sql("SELECT target, count(*) AS deliveries, min(" + SINCE + ") AS oldest" + WAITING
                        + " GROUP BY target ORDER BY deliveries DESC")
                .query((row, n) -> new Backlog(
                        row.getString("target"),
                        row.getLong("deliveries"),
                        Instant.ofEpochMilli(row.getLong("oldest"))))
                .list();
    }

    /** What is due first comes first. */
    public List<Held> held() {
        return jdbc.sql("""
                        SELECT target, CASE WHEN batch_id LIKE 'digest:%' THEN 'digest' ELSE 'quiet' END AS reason,
                          count(*) AS deliveries, min(not_before) AS until FROM delivery
                        WHERE status = 'pending' AND held = 2 GROUP BY 1, 2 ORDER BY 4, 1""")
                .query((row, n) -> new Held(
                        row.getString("target"),
                        row.getString("reason"),
                        row.getLong("deliveries"),
                        Instant.ofEpochMilli(row.getLong("until"))))
                .list();
    }
}
