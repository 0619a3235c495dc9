package dev.gatewaysync.discord.delivery;

import dev.gatewaysync.discord.card.Message;
import dev.gatewaysync.discord.rest.DiscordFailure;
import dev.gatewaysync.discord.route.Destination;
import dev.gatewaysync.storage.UpdateHistory;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One message with the numbers as they are now, whatever an event said they were. Of many events only the last makes an
 * edit, at most one in {@link DeliveryTimings#statisticsInterval}; numbers that did not change make none.
 */
final class StatisticsMessage {
    private static final Logger log = LoggerFactory.getLogger(StatisticsMessage.class);
    private static final int MOST_AT_ONCE = 1_000;
    /** Events are counted nearly in order, so the last ones stand for all. */
    private static final int AWAITED = 20;

    private static final Duration HISTORY_POLL = Duration.ofMillis(100);

    private final String target;
    private final LaneTools tools;
    private final PinnedMessage message;
    private final UpdateHistory history;
    private final Supplier<@Nullable Message> numbers;
    private final Pause pause;
    private final Semaphore wake = new Semaphore(1);
    private final ConcurrentLinkedQueue<String> awaited = new ConcurrentLinkedQueue<>();
    private final SlowProbe probe;
    private final Thread thread;
    private long nextEditNanos = System.nanoTime();
    private int failures;

    /** @param numbers the message as it should be; null if there is nothing to show yet */
    StatisticsMessage(
            String target, LaneTools tools, UpdateHistory history, Supplier<@Nullable Message> numbers, Pause pause) {
        this.target = target;
        this.tools = tools;
        this.message = new PinnedMessage(target, tools.courier(), tools.cards(), tools.timing());
        this.history = history;
        this.numbers = numbers;
        this.pause = pause;
        this.probe = new SlowProbe(tools.timing(), tools.courier()::mayProbe, pause);
        this.thread = Thread.ofVirtual().name(target).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Something was planned for this board. */
    void wake() {
        wake.release();
    }

    /** The numbers may change with this event, though it is not shown here. */
    void refreshAfter(String eventId) {
        awaited.add(eventId);
        wake();
    }

    boolean serves(String name) {
        return target.equals(name);
    }

    /** Tries again now, if it waits because it was not let in. */
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
        while (!pause.isStopped()) {
            try {
                if (wake.tryAcquire(tools.timing().statisticsRefresh().toMillis(), TimeUnit.MILLISECONDS)) {
                    wake.drainPermits();
                }
                while (!pause.isStopped() && !isDone()) {
                    failures++;
                    pause.sleep(tools.timing().backoff().after(failures));
                }
                failures = 0;
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** False if it has to be tried again. */
    private boolean isDone() throws InterruptedException {
        try {
            if (!tools.lease().isHeld()) {
                return false;
            }
            awaitHistory();
            Destination destination = tools.directory().destination(target);
            tools.targets().seen(target, destination);
            return switch (destination) {
                case Destination.Channel channel -> show(channel);
                case Destination.Missing missing -> skip(missing);
                case Destination.Dead dead -> {
                    tools.parking().parkAll(target, dead.why());
                    yield true;
                }
                // Woken when the channels have been asked for again.
                case Destination.Hidden hidden -> true;
                // Woken when it is there; what was planned waits.
                case Destination.ToBeMade toBeMade -> true;
                case Destination.Unknown unknown -> false;
            };
        } catch (RuntimeException | Error e) {
            log.warn("statistics.failed target={} reason={} next=trying again", target, e.toString());
            log.debug("statistics.failed", e);
            return false;
        }
    }

    private boolean skip(Destination.Missing missing) {
        String error = "Not shown: the server has no such channel; expected " + missing.expected();
        int skipped = tools.outbox().skipAll(target, error);
        tools.metrics().delivered(target, "skipped", skipped);
        return true;
    }

    /** The numbers are counted by another service; its slowness is bounded by a patience, not by the event. */
    private void awaitHistory() throws InterruptedException {
        Set<String> missing = new HashSet<>();
        for (String id = awaited.poll(); id != null; id = awaited.poll()) {
            missing.add(id);
        }
        List<Delivery> told = tools.outbox().open(target, MOST_AT_ONCE);
        told.subList(Math.max(0, told.size() - AWAITED), told.size())
                .forEach(delivery -> missing.add(delivery.event().id()));
        long end = System.nanoTime() + tools.timing().historyPatience().toNanos();
        while (true) {
            missing.removeIf(history::contains);
            if (missing.isEmpty() || System.nanoTime() - end > 0 || !pause.sleep(HISTORY_POLL)) {
                return;
            }
        }
    }

    private boolean show(Destination.Channel channel) throws InterruptedException {
        if (tools.courier().isBlocked()
                || (channel.webhook() == null && !tools.gate().isOpen())) {
            return false;
        }
        Message now = numbers.get();
        if (now == null) {
            return settleWithoutNumbers();
        }
        if (message.shows(now, channel)) {
            message.pinIfDue(channel);
            settle(tools.outbox().open(target, MOST_AT_ONCE), message.posted(channel));
            return true;
        }
        if (!awaitInterval()) {
            return true;
        }
        List<Delivery> told = tools.outbox().open(target, MOST_AT_ONCE);
        Message latest = numbers.get();
        if (latest == null || !tools.lease().isHeld()) {
            return false;
        }
        nextEditNanos = System.nanoTime() + tools.timing().statisticsInterval().toNanos();
        DiscordFailure failure = message.show(latest, channel);
        if (failure == null) {
            tools.targets().active(target, channel);
            probe.passed();
            settle(told, message.posted(channel));
            log.info(
                    "delivery.sent target={} events={} message={}",
                    target,
                    told.size(),
                    message.posted(channel).url());
            // What was planned meanwhile may have newer numbers.
            wake();
            return told.size() < MOST_AT_ONCE;
        }
        return failed(failure, channel);
    }

    private boolean awaitInterval() throws InterruptedException {
        long left = nextEditNanos - System.nanoTime();
        return left <= 0 || pause.sleep(Duration.ofNanos(left));
    }

    private boolean settleWithoutNumbers() {
        // An event that reports numbers has been counted by now, or never will be within our patience.
        List<Delivery> told = tools.outbox().open(target, MOST_AT_ONCE);
        return told.isEmpty();
    }

    private void settle(List<Delivery> told, SentMessage sentMessage) {
        if (!told.isEmpty()) {
            tools.outbox().conflated(told, sentMessage);
            tools.metrics().delivered(target, "sent");
            tools.metrics().delivered(target, "superseded", told.size() - 1);
        }
    }

    private boolean failed(DiscordFailure failure, Destination.Channel channel) throws InterruptedException {
        log.warn("statistics.not_shown target={} reason={}", target, failure.message());
        switch (failure.failureClass()) {
            case TARGET_DEAD -> tools.directory().markDead(channel, failure.message());
            case CREDENTIAL -> {
                if (channel.webhook() == null) {
                    tools.gate().refused(failure.message());
                }
            }
            case PERMISSION, UNAVAILABLE -> {
                tools.targets().paused(target, channel, failure.message());
                probe.await();
            }
            case POISON -> {
                tools.parking().parkAll(target, failure.message());
                return true;
            }
            case EDIT_TARGET_LOST, SLOW_DOWN, BLOCKED, NOT_EXECUTED, AMBIGUOUS -> {}
        }
        return false;
    }
}
