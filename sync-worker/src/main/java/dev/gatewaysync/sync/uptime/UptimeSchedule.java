package dev.gatewaysync.sync.uptime;

import dev.gatewaysync.service.ReportedStatus;
import dev.gatewaysync.sync.schedule.ClusterLock;
import dev.gatewaysync.sync.schedule.LockUnavailableException;
import dev.gatewaysync.sync.schedule.ScheduleStates;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has the main app checked when it is time, by one worker of the cluster; by each of them while Redis is away. */
final class UptimeSchedule {
    private static final Logger log = LoggerFactory.getLogger(UptimeSchedule.class);

    private static final Duration RETRY = Duration.ofSeconds(10);

    private final AppCheck check;
    private final UptimeRecorder recorder;
    private final ScheduleStates states;
    private final ClusterLock lock;
    private final ReportedStatus reported;
    private final InstantSource clock;
    private @Nullable Instant due;

    UptimeSchedule(
            AppCheck check,
            UptimeRecorder recorder,
            ScheduleStates states,
            ClusterLock lock,
            ReportedStatus reported,
            InstantSource clock) {
        this.check = check;
        this.recorder = recorder;
        this.states = states;
        this.lock = lock;
        this.reported = reported;
        this.clock = clock;
    }

    void tick() {
        Instant now = clock.instant();
        // The database is asked when it may be time, not each second.
        if (due != null && now.isBefore(due)) {
            return;
        }
        Instant next = recorder.due();
        // Until this one has been recorded: the app is not to be asked each second because nothing can be stored.
        due = next.isBefore(now) ? now.plus(RETRY) : next;
        if (now.isBefore(next) || states.isPaused(ScheduleStates.UPTIME)) {
            return;
        }
        try {
            lock.tryWith(ScheduleStates.UPTIME, () -> {
                if (!clock.instant().isBefore(recorder.due())) {
                    look();
                }
                return true;
            });
        } catch (LockUnavailableException e) {
            log.debug("This check is made without the cluster's lock: {}", e.getMessage());
            look();
        }
        due = recorder.due();
        states.saw(ScheduleStates.UPTIME, now, due);
    }

    private void look() {
        CheckResult result = check.look();
        recorder.record(result);
        Instant expires = result.certificateExpires();
        if (expires != null) {
            try {
                reported.certificate(expires);
            } catch (RuntimeException e) {
                log.debug("The certificate's end is not reported while Redis is away: {}", e.toString());
            }
        }
    }
}
