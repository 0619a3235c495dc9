package dev.gatewaysync.sync.catalog;

import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.EventIds;
import dev.gatewaysync.events.GatewayEvent;
import dev.gatewaysync.events.Source;
import dev.gatewaysync.events.SyncFailed;
import dev.gatewaysync.messaging.HandlingFailure;
import dev.gatewaysync.sync.catalog.diff.CatalogChange;
import dev.gatewaysync.sync.catalog.fetch.FetchStatistics;
import dev.gatewaysync.sync.catalog.fetch.UnreadableDocument;
import dev.gatewaysync.sync.catalog.read.CatalogReading;
import dev.gatewaysync.sync.catalog.read.CatalogSource;
import dev.gatewaysync.sync.catalog.read.SyncProgress;
import dev.gatewaysync.sync.catalog.store.CatalogStore;
import dev.gatewaysync.sync.catalog.store.StoredCatalog;
import dev.gatewaysync.sync.database.WorkerTransactions;
import dev.gatewaysync.sync.outbox.EventOutbox;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One sync: read, compare, store the differences and announce them. What is stored and what is announced are one
 * transaction. Runs that meet do no harm: the one that comes second finds the catalogue changed and gives up.
 */
public final class CatalogSync {
    private static final Logger log = LoggerFactory.getLogger(CatalogSync.class);

    private final CatalogSource source;
    private final CatalogStore store;
    private final CatalogUpdate update;
    private final SyncRuns runs;
    private final WorkerTransactions transactions;
    private final EventOutbox outbox;
    private final SyncMetrics metrics;
    private final InstantSource clock;

    CatalogSync(
            CatalogSource source,
            CatalogStore store,
            CatalogUpdate update,
            SyncRuns runs,
            WorkerTransactions transactions,
            EventOutbox outbox,
            SyncMetrics metrics,
            InstantSource clock) {
        this.source = source;
        this.store = store;
        this.update = update;
        this.runs = runs;
        this.transactions = transactions;
        this.outbox = outbox;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * Runs to its end and never throws: what went wrong is in the result.
     *
     * @param trigger who asked, for the record
     * @param force carry on even if most resources would be removed
     */
    public SyncResult run(SyncKind kind, String trigger, boolean force) {
        return run(kind, trigger, force, SyncProgress.NONE);
    }

    /** As above, and tells how far it is. */
    public SyncResult run(SyncKind kind, String trigger, boolean force, SyncProgress progress) {
        SyncRun run = new SyncRun(EventIds.next(), kind, trigger, clock.instant(), new FetchStatistics());
        SyncResult result;
        try {
            runs.started(run.id(), kind, trigger, run.startedAt());
            result = attempt(run, force, progress);
        } catch (HandlingFailure e) {
            result = refused(run, SyncOutcome.FAILED, String.valueOf(e.getMessage()), false);
        } catch (RuntimeException e) {
            log.error("The sync failed unexpectedly", e);
            result = refused(run, SyncOutcome.FAILED, "unexpected: " + e, false);
        }
        metrics.finished(result);
        log.info(
                "sync.finished kind={} outcome={} trigger={} added={} updated={} removed={} resources={} requests={} notModified={} problems={} ms={}{}",
                kind.wireName(),
                result.outcome().wireName(),
                trigger,
                result.added(),
                result.updated(),
                result.removed(),
                result.resources(),
                result.requests(),
                result.notModified(),
                result.problems().size(),
                result.duration().toMillis(),
                result.reason() == null ? "" : " reason=" + result.reason());
        outbox.publish();
        return result;
    }

    private SyncResult attempt(SyncRun run, boolean force, SyncProgress progress) {
        StoredCatalog known = transactions.execute(store::known);
        CatalogReading reading;
        try {
            reading = source.read(known, run.kind() == SyncKind.FULL, run.traffic(), progress);
        } catch (UnreadableDocument e) {
            return refused(run, SyncOutcome.FAILED, source.document() + ": " + e.reason(), true);
        }
        progress.at(SyncProgress.Phase.COMPARING, 0, 0);
        CatalogChange change = CatalogChange.of(known, reading, store::resources);
        if (!force && removesMuch(change)) {
            return refused(run, SyncOutcome.SUSPICIOUS, suspicion(change), true);
        }
        if (change.isBaseline() && nothingIsReadable(change)) {
            String reason = "None of the catalogue's " + change.categories().size() + " category files could be read: "
                    + change.problems().get(0);
            return refused(run, SyncOutcome.FAILED, reason, true);
        }
        progress.at(SyncProgress.Phase.STORING, 0, change.differences().size());
        return transactions.execute(() -> {
            boolean recovered =
                    runs.lastOutcome().filter(last -> !last.isGood()).isPresent();
            SyncResult result = update.apply(run, change, recovered, finishedAt(run));
            runs.finished(result);
            return result;
        });
    }

    private static boolean removesMuch(CatalogChange change) {
        return change.removed() * 10 > change.known().resources() * 3;
    }

    private static String suspicion(CatalogChange change) {
        return (change.isReadOtherwise() ? "The catalogue is read otherwise than before (gateway.yml). " : "")
                + "It would remove " + change.removed() + " of "
                + change.known().resources()
                + " resources, more than 30 %; nothing was changed. If this is right, run the sync again with force.";
    }

    private static boolean nothingIsReadable(CatalogChange change) {
        return !change.reading().contents().isEmpty()
                && change.reading().contents().values().stream()
                        .allMatch(CatalogReading.Contents.Unreadable.class::isInstance);
    }

    /** @param tell whether to announce it, if the run before this one was good or failed in another way */
    private SyncResult refused(SyncRun run, SyncOutcome outcome, String reason, boolean tell) {
        try {
            return transactions.execute(() -> {
                StoredCatalog known = store.known();
                SyncResult result = run.refused(outcome, reason, known, finishedAt(run));
                Optional<SyncOutcome> last = runs.lastOutcome();
                if (tell && !last.equals(Optional.of(outcome))) {
                    outbox.add(List.of(event(new SyncFailed(run.kind().wireName(), reason))));
                }
                runs.finished(result);
                return result;
            });
        } catch (HandlingFailure e) {
            log.warn("The end of sync {} could not be stored: {}", run.id(), e.getMessage());
            return run.refused(outcome, reason, null, finishedAt(run));
        }
    }

    private EventEnvelope event(GatewayEvent event) {
        return EventEnvelope.of(EventIds.next(), Source.SYNC, clock.instant(), event);
    }

    private Instant finishedAt(SyncRun run) {
        Instant now = clock.instant();
        return now.isBefore(run.startedAt()) ? run.startedAt() : now;
    }
}
