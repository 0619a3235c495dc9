package dev.gatewaysync.discord.pinned;

import dev.gatewaysync.discord.leader.Pause;
import dev.gatewaysync.discord.send.DeliveryTimings;
import dev.gatewaysync.discord.send.SendResult;
import dev.gatewaysync.discord.send.SlowProbe;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Keeps one pinned message at the numbers as they are now, whatever an event said they were. Of many events only the last
 * makes an edit, at most one in {@link DeliveryTimings#statisticsInterval}.
 */
final class StatisticsMessage {
    private final PinnedMessage pinned;
    private final StatisticsUpdate update;
    private final SlowProbe probe;
    private final DeliveryTimings timings;
    private final Pause pause;
    private final EditInterval interval;
    private final Semaphore wake = new Semaphore(1);
    private final ConcurrentLinkedQueue<String> awaited = new ConcurrentLinkedQueue<>();
    private final Thread thread;
    private int failures;

    StatisticsMessage(
            PinnedMessage pinned, StatisticsUpdate update, SlowProbe probe, DeliveryTimings timings, Pause pause) {
        this.pinned = pinned;
        this.update = update;
        this.probe = probe;
        this.timings = timings;
        this.pause = pause;
        this.interval = new EditInterval(timings.statisticsInterval(), pause);
        this.thread = Thread.ofVirtual().name(pinned.target()).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Something was planned for this message. */
    void wake() {
        wake.release();
    }

    /** The numbers may change with this event, though it is not shown here. */
    void refreshAfter(String eventId) {
        awaited.add(eventId);
        wake();
    }

    boolean serves(String target) {
        return pinned.target().equals(target);
    }

    /** Tries again now, if it waits because the channel refused access. */
    void resume() {
        probe.resume();
        wake();
    }

    void stop(Duration patience) throws InterruptedException {
        resume();
        if (!thread.join(patience.isPositive() ? patience : Duration.ofMillis(1))) {
            thread.interrupt();
        }
    }

    private void run() {
        try {
            while (!pause.isStopped()) {
                if (wake.tryAcquire(timings.statisticsRefresh().toMillis(), TimeUnit.MILLISECONDS)) {
                    wake.drainPermits();
                }
                while (!pause.isStopped() && !isDone()) {
                    failures++;
                    pause.sleep(timings.backoff().after(failures));
                }
                failures = 0;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** False if it has to be tried again. */
    private boolean isDone() throws InterruptedException {
        Set<String> eventIds = new HashSet<>();
        for (String id = awaited.poll(); id != null; id = awaited.poll()) {
            eventIds.add(id);
        }
        SendResult result = update.run(pinned, interval, eventIds, pause);
        if (result == SendResult.HELD_BACK) {
            // The lease may not have been held for a moment, and then their numbers have not been waited for.
            awaited.addAll(eventIds);
        }
        return switch (result) {
            case SENT -> {
                probe.passed();
                // What was planned meanwhile may have newer numbers.
                wake();
                yield true;
            }
            case NOT_NEEDED, FAILED -> true;
            case PAUSED -> {
                probe.await();
                yield false;
            }
            case RETRY, IN_DOUBT, SEND_ALONE, EDIT_TARGET_GONE, HELD_BACK, TARGET_DEAD -> false;
        };
    }
}
