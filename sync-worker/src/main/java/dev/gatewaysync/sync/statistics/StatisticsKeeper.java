package dev.gatewaysync.sync.statistics;

import dev.gatewaysync.events.BuiltInType;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.StatsUpdated;
import dev.gatewaysync.sync.record.EventEffect;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Keeps the numbers: as the app reports them and as syncs count them. Every method belongs into a running transaction. */
@Component
public final class StatisticsKeeper implements EventEffect {
    /** Marks a word that came from a sync run instead of an event. */
    static final String RUN = "run:";

    private final StatisticsStore store;
    private final Milestones milestones;

    StatisticsKeeper(StatisticsStore store, Milestones milestones) {
        this.store = store;
        this.milestones = milestones;
    }

    @Override
    public void apply(EventEnvelope event) {
        if (event.type() == BuiltInType.STATS_UPDATED && event.event() instanceof StatsUpdated stats) {
            report(ReportedStatistics.of(
                    stats.resourceCount(),
                    stats.categoryCount(),
                    stats.totalUsers(),
                    stats.otherStats(),
                    // A sender's clock that runs ahead must not silence what is said after.
                    event.timestamp().isAfter(event.receivedAt()) ? event.receivedAt() : event.timestamp(),
                    event.id()));
        }
    }

    /** The catalogue's index makes a claim of its own. Tell first what the same run counted: counting comes before claiming. */
    public void claimed(@Nullable Long resources, @Nullable Long categories, Instant at, String runId) {
        report(ReportedStatistics.of(resources, categories, null, null, at, RUN + runId));
    }

    /** A sync has counted distinct resources and categories. */
    public void counted(long resources, long categories, Instant at) {
        store.writeCounted(resources, categories, at.toEpochMilli());
        milestones.check();
    }

    /** A sync has counted what is another catalogue than before, so that no number of it is a milestone reached. */
    public void countedAnew(long resources, long categories, Instant at) {
        store.writeCounted(resources, categories, at.toEpochMilli());
        milestones.checkSilently();
    }

    private void report(ReportedStatistics said) {
        if (!said.fields().isEmpty()) {
            store.writeReported(store.lockReported().merge(said));
            milestones.check();
        }
    }
}
