package dev.gatewaysync.sync.notify;

import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.messaging.Backoff;
import dev.gatewaysync.messaging.EventHandler;
import dev.gatewaysync.messaging.OutageFailure;
import dev.gatewaysync.messaging.PermanentFailure;
import dev.gatewaysync.messaging.ReceivedEvent;
import dev.gatewaysync.sync.DatabaseFailures;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts events to the main app, one after the other. While the app does not take them the queue keeps them, and the next
 * try waits as long as the app said, or longer with each failure. An event that the app refuses goes to the failed
 * messages, and so does one that the app, being up, fails over {@value #OWN_ERRORS} times.
 */
final class MainAppNotifier implements EventHandler {
    static final int OWN_ERRORS = 20;

    private static final Logger log = LoggerFactory.getLogger(MainAppNotifier.class);

    private final MainAppClient post;
    private final MainAppDeliveries deliveries;
    private final NotifyMetrics metrics;
    private final Backoff backoff;
    private final BooleanSupplier appIsUp;
    private final InstantSource clock;
    private Instant notBefore = Instant.MIN;
    private int failures;
    private @Nullable String failing;
    private int ownErrors;

    MainAppNotifier(
            MainAppClient post,
            MainAppDeliveries deliveries,
            NotifyMetrics metrics,
            Backoff backoff,
            BooleanSupplier appIsUp,
            InstantSource clock) {
        this.post = post;
        this.deliveries = deliveries;
        this.metrics = metrics;
        this.backoff = backoff;
        this.appIsUp = appIsUp;
        this.clock = clock;
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
        long at = clock.millis();
        if (answer.isDelivered()) {
            deliveries.tried(event.id(), "delivered", answer.status(), at, null);
            metrics.delivered();
            forget();
            log.info("delivery.sent target=main-app event={} type={}", event.id(), event.type());
        } else if (!answer.isForLater()) {
            refuse(event, answer, at, "The main app refuses event " + event.id() + ": " + answer.text());
        } else if (isPoison(event, answer)) {
            refuse(
                    event,
                    answer,
                    at,
                    "The main app is up and failed over event " + event.id() + " " + OWN_ERRORS + " times");
        } else {
            throw later(event, answer, at);
        }
    }

    private OutageFailure later(EventEnvelope event, MainAppClient.Answer answer, long at) {
        Duration wait = backoff.after(++failures);
        if (answer.retryAfter().compareTo(wait) > 0) {
            wait = answer.retryAfter();
        }
        notBefore = clock.instant().plus(wait);
        deliveries.tried(event.id(), "pending", answer.status(), at, answer.text());
        metrics.retried();
        return new OutageFailure("The main app did not take event " + event.id() + " (" + answer.text()
                + "); the next try is at " + notBefore);
    }

    private void refuse(EventEnvelope event, MainAppClient.Answer answer, long at, String message) {
        deliveries.tried(event.id(), "failed", answer.status(), at, answer.text());
        metrics.failed();
        forget();
        throw new PermanentFailure(message);
    }

    private boolean isPoison(EventEnvelope event, MainAppClient.Answer answer) {
        if (!event.id().equals(failing)) {
            failing = event.id();
            ownErrors = 0;
        }
        ownErrors += answer.isAppsOwnError() ? 1 : 0;
        return ownErrors >= OWN_ERRORS && appIsUp.getAsBoolean();
    }

    private void forget() {
        failures = 0;
        failing = null;
        ownErrors = 0;
    }
}
