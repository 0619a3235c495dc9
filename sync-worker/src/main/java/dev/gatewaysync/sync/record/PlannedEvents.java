package dev.gatewaysync.sync.record;

import dev.gatewaysync.storage.history.SettledUpdates;
import dev.gatewaysync.sync.database.WorkerTransactions;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Marks the events for which the publisher has written down what they call for, so that the others, which still wait for
 * that, are found without looking at the whole history. What is shown does not hang on it: an event planned and not
 * marked yet is looked at in vain, no more. Workers may do this side by side.
 */
final class PlannedEvents {
    private static final int BATCH = 500;

    /** So many of the oldest are looked at each time, however many wait while no publisher runs. */
    private static final int LOOKED_AT = 10_000;

    private final JdbcTemplate jdbc;
    private final SettledUpdates settled;
    private final WorkerTransactions transactions;

    PlannedEvents(JdbcTemplate jdbc, WorkerTransactions transactions) {
        this.jdbc = jdbc;
        this.settled = new SettledUpdates(jdbc);
        this.transactions = transactions;
    }

    void mark() {
        List<SettledUpdates.Planned> planned = settled.plannedAndNotMarked(LOOKED_AT);
        for (int from = 0; from < planned.size(); from += BATCH) {
            List<SettledUpdates.Planned> batch = planned.subList(from, Math.min(from + BATCH, planned.size()));
            transactions.execute(() -> mark(batch));
        }
    }

    /** In one order, so that two workers never wait for each other in a circle. */
    private int[][] mark(List<SettledUpdates.Planned> batch) {
        return jdbc.batchUpdate(
                "UPDATE event SET settled_at = ? WHERE seq = ? AND settled_at IS NULL",
                batch,
                BATCH,
                (statement, event) -> {
                    statement.setLong(1, event.at());
                    statement.setLong(2, event.seq());
                });
    }
}
