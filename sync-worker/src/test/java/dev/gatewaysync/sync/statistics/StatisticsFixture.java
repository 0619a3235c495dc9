package dev.gatewaysync.sync.statistics;

import dev.gatewaysync.sync.TestWorker;
import dev.gatewaysync.sync.outbox.EventOutbox;

/** Makes what only its own package can make. */
public final class StatisticsFixture {
    private StatisticsFixture() {}

    public static StatisticsKeeper keeper(TestWorker worker, EventOutbox outbox) {
        StatisticsStore store = new StatisticsStore(worker.jdbc);
        return new StatisticsKeeper(store, new Milestones(worker.jdbc, store, outbox, worker.clock));
    }
}
