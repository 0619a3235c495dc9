package dev.gatewaysync.discord.pinned;

import dev.gatewaysync.discord.send.DeliveryTimings;
import dev.gatewaysync.discord.send.SendResult;
import dev.gatewaysync.discord.send.SlowProbe;
import dev.gatewaysync.task.Loop;
import dev.gatewaysync.task.Waiter;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one pinned message at the numbers as they are now, whatever an event said they were. Of many events only the last
 * makes an edit, at most one in {@link DeliveryTimings#statisticsInterval}.
 */
final class StatisticsMessage {
    private static final Logger log = LoggerFactory.getLogger(StatisticsMessage.class);

    private final PinnedMessage pinned;
    private final StatisticsUpdate update;
    private final SlowProbe probe;
    private final DeliveryTimings timings;
    private final Waiter waiter;
    private final EditInterval interval;
    private final ConcurrentLinkedQueue<String> awaited = new ConcurrentLinkedQueue<>();
    private final Loop loop;
    private int failures;

    StatisticsMessage(
            PinnedMessage pinned, StatisticsUpdate update, SlowProbe probe, DeliveryTimings timings, Waiter waiter) {
        this.pinned = pinned;
        this.update = update;
        this.probe = probe;
        this.timings = timings;
        this.waiter = waiter;
        this.interval = new EditInterval(timings.statisticsInterval(), waiter);
        this.loop = Loop.named(pinned.target())
                .stoppedBy(waiter)
                .afterFailure(this::failed)
                .running(this::round);
    }

    void start() {
        loop.start();
    }

    /** Something was planned for this message. */
    void wake() {
        loop.wake();
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

    void stop(Duration patience) {
        loop.stop(patience.isPositive() ? patience : Duration.ofMillis(1));
    }

    private Duration round() throws InterruptedException {
        if (isDone()) {
            failures = 0;
            return timings.statisticsRefresh();
        }
        loop.sleep(backoff());
        return Duration.ZERO;
    }

    private Duration failed(Throwable failure) {
        log.warn("statistics.failed target={} reason={} next=trying again", pinned.target(), failure.toString());
        log.debug("statistics.failed", failure);
        return backoff();
    }

    private Duration backoff() {
        failures++;
        return timings.backoff().after(failures);
    }

    /** False if it has to be tried again. */
    private boolean isDone() throws InterruptedException {
        Set<String> eventIds = new HashSet<>();
        for (String id = awaited.poll(); id != null; id = awaited.poll()) {
            eventIds.add(id);
        }
        SendResult result = update.run(pinned, interval, eventIds, waiter);
        if (result == SendResult.DEFERRED) {
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
            case RETRY, IN_DOUBT, SEND_ALONE, EDIT_TARGET_GONE, DEFERRED, TARGET_DEAD -> false;
        };
    }
}
