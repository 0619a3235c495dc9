package dev.gatewaysync.sync.notify;

import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.messaging.Backoff;
import dev.gatewaysync.messaging.EventHandler;
import dev.gatewaysync.messaging.OutageFailure;
import dev.gatewaysync.messaging.PermanentFailure;
import dev.gatewaysync.messaging.ReceivedEvent;
import dev.gatewaysync.sync.database.DatabaseFailures;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts events to the main app, one after the other. While the app does not take them the queue keeps them, and the next
 * try waits as long as the app said, or longer with each failure.
 *
 * <p>An event that the app refuses goes to the failed messages, and so does one that the app, being up, fails over {@value
 * HeadFailures#OWN_ERRORS} times with a 500. One that fails in any other way, while the app is not known to be down, is
 * after {@link HeadFailures#TRIES} tries and {@link HeadFailures#PATIENCE} compared with those behind it: directly after a
 * failure one of them is posted out of its turn, and if that is taken this one is posted once more. When that has gone so
 * {@link HeadFailures#OTHERS} times the event is set aside. If the app takes no other either, all wait.
 */
final class MainAppNotifier implements EventHandler {
    private static final Logger log = LoggerFactory.getLogger(MainAppNotifier.class);
    private static final Set<String> DOWN = Set.of("offline", "maintenance");

    private final MainAppClient post;
    private final MainAppDeliveries deliveries;
    private final NotifyMetrics metrics;
    private final Backoff backoff;
    private final Supplier<String> appStatus;
    private final InstantSource clock;
    private final HeadFailures head = new HeadFailures();
    private List<ReceivedEvent> behind = List.of();
    private Instant notBefore = Instant.MIN;
    private int failures;

    /** @param appStatus as {@code UptimeQueries.appStatus} */
    MainAppNotifier(
            MainAppClient post,
            MainAppDeliveries deliveries,
            NotifyMetrics metrics,
            Backoff backoff,
            Supplier<String> appStatus,
            InstantSource clock) {
        this.post = post;
        this.deliveries = deliveries;
        this.metrics = metrics;
        this.backoff = backoff;
        this.appStatus = appStatus;
        this.clock = clock;
    }

    @Override
    public synchronized void behind(List<ReceivedEvent> waiting) {
        behind = waiting;
    }

    @Override
    public synchronized void handle(List<ReceivedEvent> events) {
        for (ReceivedEvent received : events) {
            try {
                deliver(received);
            } catch (org.springframework.dao.DataAccessException e) {
                throw DatabaseFailures.classify(e);
            }
        }
    }

    @Override
    public synchronized void probe() {
        if (clock.instant().isBefore(notBefore)) {
            throw new OutageFailure("The main app is asked again at " + notBefore);
        }
    }

    private void deliver(ReceivedEvent received) {
        EventEnvelope event = received.event();
        if (received.replayedBy() == null && deliveries.isDelivered(event.id())) {
            return;
        }
        MainAppClient.Answer answer = post.send(event);
        if (settles(event, answer)) {
            return;
        }
        if (head.hasFailedByItself() && appStatus.get().equals("online")) {
            throw refuse(
                    event,
                    answer,
                    "The main app is up and failed over event " + event.id() + " " + HeadFailures.OWN_ERRORS
                            + " times");
        }
        if (answer.mayBeTheEvents()
                && head.makesOneTryOthers(clock.instant())
                && !DOWN.contains(appStatus.get())
                && takesAnother(event)) {
            answer = post.send(event);
            if (settles(event, answer)) {
                return;
            }
            if (answer.mayBeTheEvents()) {
                head.otherTaken();
            }
            if (head.isSetAside()) {
                throw refuse(event, answer, setAside(event, answer));
            }
        }
        throw later(event, answer);
    }

    /** @return whether the app has taken the event */
    private boolean settles(EventEnvelope event, MainAppClient.Answer answer) {
        if (answer.isDelivered()) {
            delivered(event, answer);
            forget();
            return true;
        }
        if (!answer.isForLater()) {
            throw refuse(event, answer, "The main app refuses event " + event.id() + ": " + answer.text());
        }
        head.add(event.id(), answer, clock.instant());
        return false;
    }

    /** Posts one of those behind out of its turn, those of other types first: it may be a type that the app fails over. */
    private boolean takesAnother(EventEnvelope event) {
        List<EventEnvelope> others = behind.stream()
                .filter(received -> received.replayedBy() == null)
                .map(ReceivedEvent::event)
                .filter(other -> !deliveries.isDelivered(other.id()))
                .sorted(Comparator.comparing(other -> other.type() == event.type()))
                .toList();
        if (others.isEmpty()) {
            return false;
        }
        EventEnvelope other = others.get(head.othersFailed() % others.size());
        MainAppClient.Answer answer = post.send(other);
        if (answer.isDelivered()) {
            delivered(other, answer);
        } else {
            head.otherFailed();
        }
        return answer.isDelivered();
    }

    private String setAside(EventEnvelope event, MainAppClient.Answer answer) {
        return "The main app did not take event " + event.id() + " in " + head.tries() + " tries (last: "
                + answer.text()
                + ") and took " + head.othersTaken() + " others between them. See what its log says of webhook-id "
                + event.id() + ", mend the app, then replay this message";
    }

    private void delivered(EventEnvelope event, MainAppClient.Answer answer) {
        deliveries.tried(event.id(), "delivered", answer, clock.millis(), null);
        metrics.delivered();
        log.info("delivery.sent target=main-app event={} type={}", event.id(), event.type());
    }

    private OutageFailure later(EventEnvelope event, MainAppClient.Answer answer) {
        Duration wait = backoff.after(++failures);
        if (answer.retryAfter().compareTo(wait) > 0) {
            wait = answer.retryAfter();
        }
        notBefore = clock.instant().plus(wait);
        deliveries.tried(event.id(), "pending", answer, clock.millis(), notBefore);
        metrics.retried();
        return new OutageFailure("The main app did not take event " + event.id() + " (" + answer.text()
                + "); the next try is at " + notBefore);
    }

    private PermanentFailure refuse(EventEnvelope event, MainAppClient.Answer answer, String message) {
        deliveries.tried(event.id(), "failed", answer, clock.millis(), null);
        metrics.failed();
        forget();
        return new PermanentFailure(message);
    }

    private void forget() {
        failures = 0;
        head.forget();
    }
}
