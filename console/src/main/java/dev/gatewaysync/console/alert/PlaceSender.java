package dev.gatewaysync.console.alert;

import dev.gatewaysync.console.place.Notice;
import dev.gatewaysync.console.place.Place;
import dev.gatewaysync.console.place.Told;
import dev.gatewaysync.messaging.Backoff;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells one place what it is to be told, in order, whatever the others do. One that does not take it is tried again after 5 s, twice
 * that, and so on up to ten minutes, or an hour where it says that it never will; after a day a message is given up.
 */
final class PlaceSender {
    static final Duration GIVEN_UP = Duration.ofHours(24);

    private static final Logger log = LoggerFactory.getLogger(PlaceSender.class);
    private static final Backoff TRIES = new Backoff(Duration.ofSeconds(5), Duration.ofMinutes(10));
    private static final Duration FOR_GOOD = Duration.ofHours(1);
    /** What would wait longer for limits is not begun. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private static final Duration IDLE = Duration.ofSeconds(10);

    private final Place place;
    private final NoticeTable notices;
    private final NoticeTexts texts;
    private final AlertLease lease;
    private final AlertMetrics metrics;
    private final InstantSource clock;

    /** What is known of the last request and could not be written down yet. */
    private @Nullable Runnable unrecorded;

    /** Of which an earlier try was left without an answer. */
    private @Nullable String unclearMessage;

    private volatile @Nullable Notice direct;
    private volatile boolean directIsTold;
    private volatile boolean knowsDirectly;
    private volatile int directTries;
    private volatile Instant directNext = Instant.EPOCH;
    private final ReentrantLock directTry = new ReentrantLock();

    PlaceSender(
            Place place,
            NoticeTable notices,
            NoticeTexts texts,
            AlertLease lease,
            AlertMetrics metrics,
            InstantSource clock) {
        this.place = place;
        this.notices = notices;
        this.texts = texts;
        this.lease = lease;
        this.metrics = metrics;
        this.clock = clock;
    }

    Place place() {
        return place;
    }

    /** Tells it while the database is away; kept in memory. */
    synchronized void tellDirectly(Notice notice) {
        directIsTold = false;
        directTries = 0;
        directNext = Instant.EPOCH;
        direct = notice;
    }

    boolean isTellingDirectly() {
        return direct != null;
    }

    /** No more tries follow. */
    void endDirect() {
        direct = null;
    }

    /** Whether the place has taken anything that it was told directly since this was last asked; waits for the try under way. */
    boolean knowsDirectly() {
        directTry.lock();
        try {
            boolean knows = knowsDirectly;
            knowsDirectly = false;
            return knows;
        } finally {
            directTry.unlock();
        }
    }

    /** As {@link dev.gatewaysync.task.Loop.Round#run()}. */
    Duration round() throws InterruptedException {
        if (!lease.isHeld()) {
            return IDLE;
        }
        Notice now = direct;
        if (now != null) {
            return directly(now);
        }
        record();
        Optional<NoticeTable.Due> next = notices.next(place.key());
        if (next.isEmpty()) {
            return IDLE;
        }
        if (next.get().isSending()) {
            // An interrupted try, of which nobody knows what came.
            notices.takeOver(place, lease.holder());
            return Duration.ZERO;
        }
        Duration left = Duration.between(clock.instant(), next.get().nextAt());
        if (left.isPositive()) {
            return left.compareTo(IDLE) < 0 ? left : IDLE;
        }
        return tell(next.get());
    }

    private Duration directly(Notice notice) throws InterruptedException {
        if (directIsTold
                || clock.instant().isBefore(directNext)
                || place.limitedFor().compareTo(LONGEST_WAIT) > 0) {
            return Duration.ofSeconds(1);
        }
        directTry.lock();
        try {
            if (direct != notice) {
                return Duration.ZERO;
            }
            Told told = ask(notice);
            metrics.tried(told);
            tried(notice, told instanceof Told.Done);
        } finally {
            directTry.unlock();
        }
        return Duration.ZERO;
    }

    /** What has come meanwhile is the next to be told, and not one more try of this one. */
    private synchronized void tried(Notice notice, boolean isTold) {
        knowsDirectly |= isTold;
        if (direct == notice) {
            directIsTold = isTold;
            directTries++;
            directNext = clock.instant().plus(TRIES.after(directTries));
        }
    }

    private Duration tell(NoticeTable.Due due) throws InterruptedException {
        if (clock.instant().isAfter(due.madeAt().plus(GIVEN_UP))) {
            log.error("alert.not_told place={} message={}: given up after a day", place.name(), due.messageId());
            notices.give(due.messageId(), place.key(), "failed");
            metrics.givenUp();
            return Duration.ZERO;
        }
        Instant readAt = clock.instant();
        Optional<Notice> notice = texts.of(due, place);
        if (notice.isEmpty()) {
            notices.give(due.messageId(), place.key(), "superseded");
            return Duration.ZERO;
        }
        Duration held = place.limitedFor();
        if (held.compareTo(LONGEST_WAIT) > 0) {
            notices.retry(
                    due.messageId(),
                    place.key(),
                    "Discord's limits hold it back",
                    clock.instant().plus(held));
            return Duration.ZERO;
        }
        if (!notices.trying(due, place.key(), readAt, lease.holder())) {
            return IDLE;
        }
        Told told = ask(notice.get());
        metrics.tried(told);
        unrecorded = () -> record(due, told);
        record();
        return Duration.ZERO;
    }

    private void record() {
        Runnable last = unrecorded;
        if (last != null) {
            last.run();
            unrecorded = null;
        }
    }

    private void record(NoticeTable.Due due, Told told) {
        switch (told) {
            case Told.Done done -> {
                notices.sent(due.messageId(), place.key());
                log.info("alert.told place={} kind={} message={}", place.name(), due.kind(), due.messageId());
            }
            case Told.Unclear unclear -> {
                if (due.messageId().equals(unclearMessage)) {
                    notices.unclear(due.messageId(), place.key(), unclear.reason());
                    log.warn("alert.unclear place={} message={}: {}", place.name(), due.messageId(), unclear.reason());
                } else {
                    // Once more: shown twice is better than not at all, but not many times.
                    record(due, Told.Failed.of(unclear.reason()));
                    unclearMessage = due.messageId();
                }
            }
            case Told.Failed failed -> {
                Duration wait = wait(failed, due.attempts() + 1);
                notices.retry(
                        due.messageId(),
                        place.key(),
                        failed.reason(),
                        clock.instant().plus(wait));
                log.warn(
                        "alert.not_told place={} message={} next_in={} s: {}",
                        place.name(),
                        due.messageId(),
                        wait.toSeconds(),
                        failed.reason());
            }
        }
    }

    private static Duration wait(Told.Failed failed, int attempt) {
        Duration wait = failed.isForGood() && attempt > 2 ? FOR_GOOD : TRIES.after(attempt);
        return failed.leftAlone().compareTo(wait) > 0 ? failed.leftAlone() : wait;
    }

    private Told ask(Notice notice) throws InterruptedException {
        try {
            return place.tell(notice);
        } catch (RuntimeException e) {
            log.error("alert.not_told place={}", place.name(), e);
            return Told.Failed.of("it cannot be told: " + e.getClass().getSimpleName());
        }
    }
}
