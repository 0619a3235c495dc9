package dev.gatewaysync.storage.history;

import dev.gatewaysync.storage.ListOrder;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads for which updates nothing is left to do: planned by the publisher, and no delivery open. */
public final class SettledUpdates {
    /**
     * SQL that is true when the event of a failed message {@code f} has since come to where it was meant for: at the
     * recorder, or in Discord, at its target if it has one.
     */
    public static final String HAS_ARRIVED = """
            CASE WHEN f.queue = 'discord' THEN
                EXISTS (SELECT 1 FROM delivery_plan p WHERE p.event_id = f.event_id)
                AND NOT EXISTS (SELECT 1 FROM delivery d WHERE d.event_id = f.event_id
                  AND (f.target IS NULL OR d.target = f.target) AND d.status IN ('pending', 'sending', 'failed'))
              ELSE EXISTS (SELECT 1 FROM event e WHERE e.id = f.event_id) END""";

    private final JdbcTemplate jdbc;

    public SettledUpdates(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** @param at in milliseconds since 1970 */
    public record Planned(long seq, long at) {}

    /**
     * Those of the oldest updates not marked as settled that the publisher has planned.
     *
     * @param lookedAt so many of the oldest
     */
    public List<Planned> plannedAndNotMarked(int lookedAt) {
        return jdbc.query("""
                SELECT u.seq, p.planned_at FROM (SELECT seq, id FROM event WHERE settled_at IS NULL
                  ORDER BY occurred_at, seq LIMIT ?) u JOIN delivery_plan p ON p.event_id = u.id ORDER BY u.seq""", (row, n) -> new Planned(row.getLong("seq"), row.getLong("planned_at")), lookedAt);
    }

    /**
     * The oldest updates that may leave the history, and have not. By both times, so that a sender's wrong clock does not
     * send a new update away. The last word on maintenance stays, because the app's state hangs on it.
     */
    public List<String> readyToLeave(Instant olderThan, int count) {
        return jdbc.queryForList(
                """
                SELECT e.id FROM event e LEFT JOIN delivery_plan p ON p.event_id = e.id
                WHERE e.occurred_at < ? AND e.received_at < ?
                  AND COALESCE(p.planned_at, e.settled_at) IS NOT NULL
                  AND NOT EXISTS (SELECT 1 FROM delivery d
                    WHERE d.event_id = e.id AND d.status IN ('pending', 'sending'))
                  AND NOT EXISTS (SELECT 1 FROM main_app_delivery m WHERE m.event_id = e.id AND m.status = 'pending')
                  AND NOT EXISTS (SELECT 1 FROM archived_event a WHERE a.id = e.id)
                  AND e.seq <> COALESCE((SELECT w.seq FROM event w WHERE w.type = 'maintenance'
                    ORDER BY %s LIMIT 1), 0)
                ORDER BY e.occurred_at, e.seq LIMIT ?""".formatted(ListOrder.NEWEST_FIRST),
                String.class,
                olderThan.toEpochMilli(),
                olderThan.toEpochMilli(),
                count);
    }
}
