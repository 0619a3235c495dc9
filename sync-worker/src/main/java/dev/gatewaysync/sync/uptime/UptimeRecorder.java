package dev.gatewaysync.sync.uptime;

import dev.gatewaysync.events.AppStatusChanged;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.EventIds;
import dev.gatewaysync.events.Source;
import dev.gatewaysync.sync.database.WorkerTransactions;
import dev.gatewaysync.sync.outbox.EventOutbox;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts a check into the samples, the sums and the incidents, in one transaction. Of two workers that checked at the same
 * time one records.
 */
final class UptimeRecorder {
    private static final Logger log = LoggerFactory.getLogger(UptimeRecorder.class);

    private final WorkerTransactions transactions;
    private final UptimeTable table;
    private final Incidents incidents;
    private final MaintenanceWindows maintenanceWindows;
    private final EventOutbox outbox;
    private final InstantSource clock;
    private final UptimeSettings settings;

    UptimeRecorder(
            WorkerTransactions transactions,
            UptimeTable table,
            Incidents incidents,
            MaintenanceWindows maintenanceWindows,
            EventOutbox outbox,
            InstantSource clock,
            UptimeSettings settings) {
        this.transactions = transactions;
        this.table = table;
        this.incidents = incidents;
        this.maintenanceWindows = maintenanceWindows;
        this.outbox = outbox;
        this.clock = clock;
        this.settings = settings;
    }

    /** When the next check is due; long ago if there was none yet, or the clock was set back since the last one. */
    Instant due() {
        Instant now = clock.instant();
        // As many as close an incident: with the last of them the app is known to be well.
        List<UptimeSample> last = table.last(Incidents.SUCCESSES);
        Duration pause = last.stream().allMatch(UptimeSample::isUp) ? settings.interval() : settings.again();
        return last.stream()
                .findFirst()
                .map(UptimeSample::at)
                .filter(at -> !at.isAfter(now))
                .map(at -> at.plus(pause))
                .orElse(Instant.EPOCH);
    }

    void record(CheckResult result) {
        Optional<AppStatusChanged> told = transactions.execute(() -> {
            long covered = table.lockCoveredUntil();
            Instant now = clock.instant();
            if (due().isAfter(now)) {
                return Optional.<AppStatusChanged>empty();
            }
            UptimeSample uptimeSample = new UptimeSample(
                    now, result.state(), maintenanceWindows.at(now), result.problem(), settings.covers());
            List<UptimeSample> last = new ArrayList<>(List.of(uptimeSample));
            last.addAll(table.last(Incidents.FAILURES - 1));
            if (last.size() > 1) {
                count(last.get(1), now, covered);
                if (isNewHour(last.get(1), now)) {
                    table.forgetOld(now);
                }
            }
            table.add(uptimeSample, result);
            Optional<AppStatusChanged> change = incidents.judge(last);
            change.ifPresent(
                    event -> outbox.add(List.of(EventEnvelope.of(EventIds.next(), Source.SYSTEM, now, event))));
            return change;
        });
        told.ifPresent(change -> {
            log.warn(
                    "app.{} incident={} reason={}",
                    change.status().name().toLowerCase(java.util.Locale.ROOT),
                    change.incident(),
                    change.reason());
            outbox.publish();
        });
    }

    private void count(UptimeSample previous, Instant now, long covered) {
        Coverage coverage = Coverage.of(previous, now, covered);
        if (coverage.isEmpty()) {
            // A clock that ran ahead for one sample must not make the time up to there unknown.
            return;
        }
        if (previous.counts()) {
            table.addTime(coverage, previous.isUp());
        }
        table.coveredUntil(coverage.to());
    }

    private static boolean isNewHour(UptimeSample previous, Instant now) {
        return previous.at().toEpochMilli() / UptimeTable.HOUR != now.toEpochMilli() / UptimeTable.HOUR;
    }
}
