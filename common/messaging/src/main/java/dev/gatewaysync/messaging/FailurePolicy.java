package dev.gatewaysync.messaging;

import dev.gatewaysync.events.MalformedEventException;
import dev.gatewaysync.task.Waiter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * The failure policy, event by event whatever shares a message: hands batches to the handler, and singles where one of the
 * batch is to blame.
 *
 * <p>A batch that fails is split into singles, so that one bad event takes no other with it.
 */
final class FailurePolicy {
    private static final Logger log = LoggerFactory.getLogger(FailurePolicy.class);

    /** How often an outage may come back for one message, with a probe that succeeds in between. */
    static final int MAX_OUTAGES = 4;

    private static final int MOST_REMEMBERED = 1_000;

    private final ConsumerSettings settings;
    private final EventHandler handler;
    private final FailedMessages failedMessages;
    private final PoisonCounter poisonCounter;

    /**
     * How many events are still handled alone, because a consumer died twice with the front one in hand: so the one
     * that kills is counted, and no other.
     */
    private int suspects;

    /**
     * How often an outage was seen at an event that has not been settled since. Events before it that share its message come
     * again with it, and their success says nothing of it.
     */
    private final Map<String, Integer> outages = new HashMap<>();

    FailurePolicy(
            ConsumerSettings settings,
            EventHandler handler,
            FailedMessages failedMessages,
            PoisonCounter poisonCounter) {
        this.settings = settings;
        this.handler = handler;
        this.failedMessages = failedMessages;
        this.poisonCounter = poisonCounter;
    }

    /**
     * Settles a run from the front of {@code deliveries}: handled or parked.
     *
     * @param waiter ends waiting between attempts when the consumer is stopped
     * @return how many were settled and may be acknowledged; 0 only when the consumer is being stopped
     * @throws OutageFailure if none can be handled now
     */
    int settle(List<ConsumedEvent> deliveries, Waiter waiter) {
        ConsumedEvent first = deliveries.get(0);
        int times = first.isRedelivered() ? poisonCounter.increment(settings.queue(), first.id()) : 0;
        if (times > PoisonCounter.MAX_DELIVERIES) {
            return park(first, "poison", "Its consumer died " + times + " times", times);
        }
        if (times > 1 || outages.values().stream().anyMatch(seen -> seen > 1)) {
            suspects = settings.prefetch();
        }
        int settled;
        try {
            if (settings.oneByOne()) {
                handler.behind(readable(deliveries.subList(1, deliveries.size())));
            }
            boolean single = settings.oneByOne() || suspects > 0;
            settled = handleFront(deliveries, single ? 1 : Math.min(deliveries.size(), settings.batchSize()), waiter);
        } catch (OutageFailure e) {
            if (settings.oneByOne()) {
                forget(first);
                throw e;
            }
            return settleOutage(first, e);
        }
        if (!outages.isEmpty()) {
            // The id of an event that shares a message is known only when it is parsed once more.
            deliveries.subList(0, settled).forEach(delivery -> outages.remove(delivery.id()));
        }
        suspects = Math.max(0, suspects - settled);
        if (first.isRedelivered()) {
            forget(first);
        }
        return settled;
    }

    /**
     * An outage that comes back for one message alone, though each time the handler's probe has succeeded in between, is that
     * message's own fault.
     */
    private int settleOutage(ConsumedEvent first, OutageFailure failure) {
        if (outages.size() > MOST_REMEMBERED) {
            outages.clear();
        }
        int here = outages.merge(first.id(), 1, Integer::sum);
        int seen = Math.max(here, poisonCounter.increment(outageQueue(), first.id()));
        outages.put(first.id(), seen);
        if (suspects == 0 || seen < MAX_OUTAGES) {
            // It comes again for the outage, not because its consumer died.
            forget(first);
            throw failure;
        }
        String error = "It fails alone, " + seen + " times, while others do not: " + failure.getMessage();
        park(first, "permanent", error, seen);
        poisonCounter.forget(outageQueue(), first.id());
        outages.remove(first.id());
        return 1;
    }

    private String outageQueue() {
        return settings.queue() + ":outage";
    }

    private static List<ReceivedEvent> readable(List<ConsumedEvent> deliveries) {
        List<ReceivedEvent> events = new ArrayList<>(deliveries.size());
        for (ConsumedEvent delivery : deliveries) {
            try {
                events.add(delivery.event());
            } catch (MalformedEventException e) {
                // It is parked in its turn.
            }
        }
        return events;
    }

    private int handleFront(List<ConsumedEvent> deliveries, int most, Waiter waiter) {
        List<ReceivedEvent> events = new ArrayList<>(most);
        for (ConsumedEvent delivery : deliveries.subList(0, most)) {
            try {
                events.add(delivery.event());
            } catch (MalformedEventException e) {
                if (events.isEmpty()) {
                    return park(delivery, "malformed", String.valueOf(e.getMessage()), 1);
                }
                break;
            }
        }
        int together = events.size() > 1 ? tryTogether(events) : 0;
        return together > 0 ? together : handleAlone(deliveries.get(0), events.get(0), waiter);
    }

    private int tryTogether(List<ReceivedEvent> events) {
        try {
            handler.handle(events);
            return events.size();
        } catch (OutageFailure e) {
            throw e;
        } catch (RuntimeException | StackOverflowError | LinkageError e) {
            log.debug(
                    "A batch of {} failed on {}; handling its first alone: {}",
                    events.size(),
                    settings.queue(),
                    e.toString());
            return 0;
        }
    }

    private int handleAlone(ConsumedEvent delivery, ReceivedEvent event, Waiter waiter) {
        try (MDC.MDCCloseable id = MDC.putCloseable("event_id", event.event().id());
                MDC.MDCCloseable type =
                        MDC.putCloseable("event_type", event.event().type().wireName())) {
            for (int attempt = 1; ; ) {
                try {
                    handler.handle(List.of(event));
                    return 1;
                } catch (PermanentFailure e) {
                    return park(delivery, "permanent", String.valueOf(e.getMessage()), attempt);
                } catch (SnoozeFailure e) {
                    if (!slept(waiter, e.delay())) {
                        return 0;
                    }
                } catch (OutageFailure e) {
                    forget(delivery);
                    throw e;
                } catch (RuntimeException | StackOverflowError | LinkageError e) {
                    // Other errors, such as a lack of memory, end the process: nothing it does can be trusted then.
                    if (!(e instanceof TransientFailure)) {
                        log.error("Unexpected failure on queue {}, attempt {}", settings.queue(), attempt, e);
                    }
                    if (attempt >= settings.maxAttempts()) {
                        return park(delivery, "transient", String.valueOf(e.getMessage()), attempt);
                    }
                    log.warn(
                            "Attempt {} failed on queue {}, will try again: {}",
                            attempt,
                            settings.queue(),
                            e.toString());
                    if (!slept(waiter, settings.backoff().after(attempt))) {
                        forget(delivery);
                        return 0;
                    }
                    attempt++;
                }
            }
        }
    }

    private static boolean slept(Waiter waiter, Duration time) {
        try {
            return waiter.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void forget(ConsumedEvent delivery) {
        poisonCounter.forget(settings.queue(), delivery.id());
    }

    private int park(ConsumedEvent delivery, String errorClass, String error, int attempts) {
        failedMessages.park(delivery, settings.queue(), errorClass, error, attempts);
        forget(delivery);
        return 1;
    }
}
