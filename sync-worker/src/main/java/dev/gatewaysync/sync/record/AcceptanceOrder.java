package dev.gatewaysync.sync.record;

import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.storage.ListOrder;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Gives each event its {@linkplain ListOrder place} in the history: the time of its acceptance, as long as clocks go on. A clock
 * that was set back shows in two ways. The queue, which is in the order of acceptance, has an event that was accepted before the
 * one in front of it; or the newest place in the history is in the future. Then the event goes where the newest one is, and
 * comes before it for being recorded later. One that an operator replays is late for another reason, and goes to its own time.
 *
 * <p>Workers that record side by side take their parts of the queue in any order, so each compares with its own part only. What
 * the broker delivers again was another's part, where that one has ended, and comes behind what was accepted later. So it goes to
 * its own time, in order among what comes again with it. Unless a step shows: then no time tells which was first, and the order of
 * the queue stands.
 */
final class AcceptanceOrder {
    private final JdbcTemplate jdbc;
    private long last = Long.MIN_VALUE;

    AcceptanceOrder(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** In the recording transaction. */
    synchronized List<EventRow> listed(List<EventRow> rows, long now) {
        long newest = newest();
        boolean showsStep = newest > now;
        long least = showsStep ? Math.max(last, newest) : last;
        long leastAgain = Long.MIN_VALUE;
        List<EventRow> listed = new ArrayList<>(rows.size());
        for (EventRow row : rows) {
            EventEnvelope event = row.event();
            long accepted = event.receivedAt().toEpochMilli();
            if (row.isReplayed()) {
                listed.add(row.listedAt(accepted));
                continue;
            }
            if (row.isRedelivered() && !showsStep) {
                leastAgain = Math.max(leastAgain, accepted);
                listed.add(row.listedAt(leastAgain));
                continue;
            }
            least = Math.max(Math.max(least, leastAgain), accepted);
            listed.add(row.listedAt(least));
        }
        return listed;
    }

    /** When the transaction is over: what was rolled back comes again, and has been nowhere. */
    synchronized void recorded(List<EventRow> rows) {
        for (EventRow row : rows) {
            if (!row.isReplayed()) {
                last = Math.max(last, row.listedAt());
            }
        }
    }

    private long newest() {
        List<Long> newest = jdbc.queryForList(
                "SELECT " + ListOrder.PLACE + " FROM event ORDER BY " + ListOrder.NEWEST_FIRST + " LIMIT 1",
                Long.class);
        return newest.isEmpty() ? Long.MIN_VALUE : newest.getFirst();
    }
}
