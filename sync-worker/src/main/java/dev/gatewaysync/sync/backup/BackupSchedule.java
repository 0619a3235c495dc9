package dev.gatewaysync.sync.backup;

import dev.gatewaysync.messaging.Backoff;
import dev.gatewaysync.sync.schedule.ClusterLock;
import dev.gatewaysync.sync.schedule.LockUnavailableException;
import dev.gatewaysync.sync.schedule.ScheduleStates;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a backup when the last one is an interval old, or the history is and there is none. What was missed while nothing
 * ran is made up for once. One that failed is tried again after a minute, then after twice that, and so on up to an hour:
 * each costs as much as the whole database.
 */
final class BackupSchedule {
    private static final Logger log = LoggerFactory.getLogger(BackupSchedule.class);

    private static final Backoff TRIES = new Backoff(Duration.ofMinutes(1), Duration.ofHours(1));

    private final Backups backups;
    private final BackupList list;
    private final ScheduleStates states;
    private final ClusterLock lock;
    private final BackupSettings settings;
    private final InstantSource clock;
    private Instant notBefore = Instant.MIN;
    private int failures;

    BackupSchedule(
            Backups backups,
            BackupList list,
            ScheduleStates states,
            ClusterLock lock,
            BackupSettings settings,
            InstantSource clock) {
        this.backups = backups;
        this.list = list;
        this.states = states;
        this.lock = lock;
        this.settings = settings;
        this.clock = clock;
    }

    void tick() {
        if (isDue()
                && !states.isPaused(ScheduleStates.BACKUP)
                && !clock.instant().isBefore(notBefore)) {
            try {
                lock.tryWith(ScheduleStates.BACKUP, () -> isDue() ? Optional.of(backups.create()) : Optional.empty());
                failures = 0;
            } catch (BackupFailedException e) {
                waitForNextTry();
                log.error("backup.failed, will be tried again at {}: {}", notBefore, e.getMessage());
            } catch (LockUnavailableException e) {
                log.debug("The backup waits until Redis answers: {}", e.getMessage());
            } catch (RuntimeException | Error e) {
                waitForNextTry();
                throw e;
            }
        }
        states.saw(ScheduleStates.BACKUP, list.last().orElse(null), next().orElse(null));
        states.expects(
                ScheduleStates.BACKUP,
                next().map(due -> due.plus(settings.interval())).orElse(null));
    }

    private void waitForNextTry() {
        notBefore = clock.instant().plus(TRIES.after(++failures));
    }

    boolean isDue() {
        return next().filter(next -> !clock.instant().isBefore(next)).isPresent();
    }

    private Optional<Instant> next() {
        return next(list, settings);
    }

    /** When the next one is due; empty while there is no history. */
    static Optional<Instant> next(BackupList list, BackupSettings settings) {
        return list.last().or(list::firstRecorded).map(last -> last.plus(settings.interval()));
    }
}
