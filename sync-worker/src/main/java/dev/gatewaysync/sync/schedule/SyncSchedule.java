package dev.gatewaysync.sync.schedule;

import dev.gatewaysync.sync.catalog.SyncKind;
import dev.gatewaysync.sync.catalog.SyncResult;
import dev.gatewaysync.sync.catalog.SyncRuns;
import dev.gatewaysync.sync.mainapp.WorkerSettings;
import dev.gatewaysync.sync.schedule.SyncRequests.SyncRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Decides when a sync is due, from the runs that have finished: what was missed while nothing ran is caught up once, and
 * a restart repeats nothing. As long as no sync has ever succeeded, a full one is tried every minute.
 */
@Component
final class SyncSchedule {
    private static final Logger log = LoggerFactory.getLogger(SyncSchedule.class);
    /** Of one request. */
    static final int MOST_TRIES = 5;

    private static final Duration FIRST_RETRY = Duration.ofMinutes(1);

    /** For a run that takes its time. */
    private static final Duration SLACK = Duration.ofMinutes(5);

    private final SyncService service;
    private final SyncRuns runs;
    private final SyncRequests requests;
    private final ScheduleStates states;
    private final WorkerSettings settings;
    private final InstantSource clock;
    private boolean waitingForRedis;
    private @Nullable String failing;
    private int failures;

    SyncSchedule(
            SyncService service,
            SyncRuns runs,
            SyncRequests requests,
            ScheduleStates states,
            WorkerSettings settings,
            InstantSource clock) {
        this.service = service;
        this.runs = runs;
        this.requests = requests;
        this.states = states;
        this.settings = settings;
        this.clock = clock;
        if (!service.isOn()) {
            log.warn("Syncs are off, because MAIN_APP_URL is not set");
        }
    }

    /** Runs what is due, if no other worker does. */
    void tick() {
        try {
            tryToAnswerRequests();
            for (SyncKind kind : List.of(SyncKind.FULL, SyncKind.QUICK)) {
                states.expects(name(kind), service.isOn() ? overdueAt(kind).orElse(null) : null);
            }
            if (service.isOn()) {
                for (SyncKind kind : List.of(SyncKind.FULL, SyncKind.QUICK)) {
                    if (isDue(kind) && !states.isPaused(name(kind))) {
                        service.runIfFree(kind, "schedule", () -> isDue(kind));
                    }
                    Optional<Instant> last = runs.lastFinished(kind);
                    states.saw(
                            name(kind),
                            last.orElse(null),
                            last.map(at -> at.plus(interval(kind))).orElse(null));
                }
            }
            waitingForRedis = false;
        } catch (LockUnavailableException e) {
            if (!waitingForRedis) {
                waitingForRedis = true;
                log.warn("Scheduled syncs wait until Redis answers: {}", e.getMessage());
            }
        }
    }

    boolean isDue(SyncKind kind) {
        Optional<Instant> last = runs.lastFinished(kind);
        if (last.isEmpty()) {
            // Before the first full run there is nothing that a quick one could build on.
            return kind == SyncKind.FULL;
        }
        return !clock.instant().isBefore(last.get().plus(interval(kind)));
    }

    /** Two intervals after the last success; as long as there is none, after the first try. */
    private Optional<Instant> overdueAt(SyncKind kind) {
        Duration interval = kind == SyncKind.QUICK ? settings.quickSyncInterval() : settings.fullSyncInterval();
        return runs.lastGood(kind)
                .or(runs::firstStarted)
                .map(since -> since.plus(interval.multipliedBy(2)).plus(SLACK));
    }

    private Duration interval(SyncKind kind) {
        return switch (kind) {
            case QUICK -> settings.quickSyncInterval();
            case FULL -> neverSucceeded() ? shorter(settings.fullSyncInterval()) : settings.fullSyncInterval();
        };
    }

    private static String name(SyncKind kind) {
        return kind == SyncKind.QUICK ? ScheduleStates.QUICK_SYNC : ScheduleStates.FULL_SYNC;
    }

    private boolean neverSucceeded() {
        return runs.lastGood(SyncKind.QUICK).isEmpty();
    }

    private static Duration shorter(Duration interval) {
        return interval.compareTo(FIRST_RETRY) < 0 ? interval : FIRST_RETRY;
    }

    /** A request that fails again and again is answered as failed, so that it stops neither those behind it nor the schedule. */
    private void tryToAnswerRequests() {
        Optional<SyncRequest> open = requests.oldestOpen();
        if (open.isEmpty()) {
            return;
        }
        SyncRequest request = open.get();
        try {
            answer(request);
            failing = null;
        } catch (LockUnavailableException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError | LinkageError e) {
            failures = request.eventId().equals(failing) ? failures + 1 : 1;
            failing = request.eventId();
            log.warn("sync.request_failed event={} try={}: {}", request.eventId(), failures, e.toString());
            if (failures >= MOST_TRIES) {
                requests.answered(request, "failed");
            }
        }
    }

    private void answer(SyncRequest request) {
        if (!service.isOn()) {
            requests.answered(request, "off");
            return;
        }
        Optional<SyncResult> result =
                service.runIfFree(request.kind(), request.trigger(), () -> requests.isOpen(request));
        result.ifPresent(finished -> requests.answered(request, finished.runId()));
    }
}
