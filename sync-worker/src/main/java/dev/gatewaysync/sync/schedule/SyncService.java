package dev.gatewaysync.sync.schedule;

import dev.gatewaysync.service.reload.CurrentConfig;
import dev.gatewaysync.sync.catalog.CatalogSync;
import dev.gatewaysync.sync.catalog.SyncKind;
import dev.gatewaysync.sync.catalog.SyncResult;
import dev.gatewaysync.sync.catalog.SyncRuns;
import dev.gatewaysync.sync.catalog.read.SyncProgress;
import dev.gatewaysync.sync.mainapp.WorkerSettings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Runs syncs, one at a time in the whole cluster. */
@Component
public final class SyncService {
    private static final Logger log = LoggerFactory.getLogger(SyncService.class);
    private static final String LOCK = "sync";
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);
    private static final Duration POLL = Duration.ofMillis(250);

    private final CatalogSync sync;
    private final SyncRuns runs;
    private final ClusterLock lock;
    private final WorkerSettings settings;
    private final CurrentConfig config;
    private final InstantSource clock;

    /** The run of this worker that is going on. It ends empty if it came to nothing, because another worker was at it. */
    private final AtomicReference<@Nullable CompletableFuture<Optional<SyncResult>>> current = new AtomicReference<>();

    SyncService(
            CatalogSync sync,
            SyncRuns runs,
            ClusterLock lock,
            WorkerSettings settings,
            CurrentConfig config,
            InstantSource clock) {
        this.sync = sync;
        this.runs = runs;
        this.lock = lock;
        this.settings = settings;
        this.config = config;
        this.clock = clock;
    }

    /** Whether there is a catalogue to sync with: a main app, or one that {@code gateway.yml} describes. */
    public boolean isOn() {
        return settings.catalogIndex().isPresent() || config.get().catalogue() != null;
    }

    /**
     * Runs a sync now and returns its result. A request that comes while a sync is running, here or in another worker,
     * joins that run and gets its result, whatever its kind; a forced one waits for its end and then runs.
     *
     * @param trigger who asks, for the record
     * @param force remove even more than 30 % of all resources
     * @throws SyncsAreOffException if there is no catalogue
     */
    public SyncResult run(SyncKind kind, String trigger, boolean force) {
        return run(kind, trigger, force, SyncProgress.NONE);
    }

    /** As above, and tells how far it is; a run that is joined tells only those who started it. */
    SyncResult run(SyncKind kind, String trigger, boolean force, SyncProgress progress) {
        if (!isOn()) {
            throw new SyncsAreOffException();
        }
        while (true) {
            CompletableFuture<Optional<SyncResult>> mine = new CompletableFuture<>();
            CompletableFuture<Optional<SyncResult>> running = current.compareAndExchange(null, mine);
            if (running == null) {
                return alone(mine, () -> Optional.of(inCluster(kind, trigger, force, progress)))
                        .orElseThrow();
            }
            Optional<SyncResult> joined = running.handle(
                            (result, failure) -> result == null ? Optional.<SyncResult>empty() : result)
                    .join();
            if (joined.isPresent() && !force) {
                return joined.get();
            }
        }
    }

    /**
     * Runs a sync if none is going on anywhere and {@code stillDue} says so once the lock is held.
     *
     * @throws LockUnavailableException if Redis does not answer; then nothing runs
     */
    Optional<SyncResult> runIfFree(SyncKind kind, String trigger, BooleanSupplier stillDue) {
        CompletableFuture<Optional<SyncResult>> mine = new CompletableFuture<>();
        if (!current.compareAndSet(null, mine)) {
            return Optional.empty();
        }
        return alone(
                mine,
                () -> lock.<Optional<SyncResult>>tryWith(
                                LOCK,
                                () -> stillDue.getAsBoolean()
                                        ? Optional.of(locked(kind, trigger, false, SyncProgress.NONE))
                                        : Optional.empty())
                        .flatMap(result -> result));
    }

    private Optional<SyncResult> alone(
            CompletableFuture<Optional<SyncResult>> mine, Supplier<Optional<SyncResult>> work) {
        try {
            Optional<SyncResult> result = work.get();
            mine.complete(result);
            return result;
        } finally {
            // The waiting go on only when the place is free again; after a failure they try for themselves.
            current.set(null);
            mine.complete(Optional.empty());
        }
    }

    private SyncResult inCluster(SyncKind kind, String trigger, boolean force, SyncProgress progress) {
        long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
        try {
            while (System.nanoTime() < deadline) {
                Optional<SyncResult> result = lock.tryWith(LOCK, () -> locked(kind, trigger, force, progress));
                if (result.isPresent()) {
                    return result.get();
                }
                Optional<SyncResult> joined = awaitElsewhere(deadline);
                if (joined.isPresent() && !force) {
                    return joined.get();
                }
            }
        } catch (LockUnavailableException e) {
            log.warn("This sync runs without the cluster's lock: {}", e.getMessage());
            return sync.run(kind, trigger, force, progress);
        }
        throw new IllegalStateException("Another worker's sync did not end within " + LONGEST_WAIT);
    }

    private SyncResult locked(SyncKind kind, String trigger, boolean force, SyncProgress progress) {
        runs.endInterrupted(clock.instant());
        return sync.run(kind, trigger, force, progress);
    }

    /** Empty if no run is to be seen, or the one that was seen died. */
    private Optional<SyncResult> awaitElsewhere(long deadline) {
        Optional<String> running = runs.running();
        while (running.isPresent() && System.nanoTime() < deadline) {
            Optional<SyncResult> result = runs.result(running.get());
            if (result.isPresent()) {
                return result;
            }
            pause();
            if (!lock.isHeld(LOCK)) {
                return runs.result(running.get());
            }
        }
        pause();
        return Optional.empty();
    }

    private static void pause() {
        try {
            Thread.sleep(POLL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for a sync", e);
        }
    }
}
