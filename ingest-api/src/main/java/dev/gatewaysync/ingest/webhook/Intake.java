package dev.gatewaysync.ingest.webhook;

import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.EventIds;
import dev.gatewaysync.events.Source;
import dev.gatewaysync.ingest.answer.Reason;
import dev.gatewaysync.ingest.answer.Refusal;
import dev.gatewaysync.ingest.answer.Refusals;
import dev.gatewaysync.ingest.idempotency.Claim;
import dev.gatewaysync.ingest.idempotency.DeliveryKey;
import dev.gatewaysync.ingest.idempotency.RedisIdempotency;
import dev.gatewaysync.messaging.ConfirmedPublisher;
import dev.gatewaysync.messaging.OutageFailure;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;

/** Turns a valid update into a stored event, once for each delivery. */
@Component
class Intake {
    private static final Logger log = LoggerFactory.getLogger(Intake.class);

    private final ConfirmedPublisher publisher;
    private final RedisIdempotency idempotency;
    private final IngestMetrics metrics;
    private final InstantSource clock;

    Intake(ConfirmedPublisher publisher, RedisIdempotency idempotency, IngestMetrics metrics, InstantSource clock) {
        this.publisher = publisher;
        this.idempotency = idempotency;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * Returns when the event is stored.
     *
     * @param key names the delivery; without one every request is a new event
     * @param bodyHash of the body as it came
     * @throws Refusal if the event is not known to be stored, or the key says that it must not be
     */
    Accepted accept(ParsedUpdate update, Source source, @Nullable DeliveryKey key, String bodyHash) {
        String eventId = eventId(update, key, bodyHash);
        if (key == null) {
            store(update.toEnvelope(eventId, source, clock.instant()));
            return new Accepted(eventId, false);
        }
        return switch (idempotency.claim(key, bodyHash, eventId)) {
            case Claim.First first -> {
                storeClaimed(update.toEnvelope(eventId, source, clock.instant()), key, bodyHash);
                yield new Accepted(eventId, false);
            }
            case Claim.Repeat repeat -> {
                log.debug("event.repeated id={} type={}", repeat.eventId(), update.type());
                yield new Accepted(repeat.eventId(), true);
            }
            case Claim.InFlight inFlight ->
                throw Refusal.retryLater(
                        Reason.IN_FLIGHT,
                        "A request with the same key is being worked on; send it again to learn what became of it",
                        Duration.ofSeconds(1));
            case Claim.OtherBody otherBody ->
                throw Refusal.of(Reason.KEY_REUSED, "This key was used within 24 hours with another body");
        };
    }

    private static String eventId(ParsedUpdate update, @Nullable DeliveryKey key, String bodyHash) {
        if (update.id() != null) {
            return update.id();
        }
        return key == null ? EventIds.next() : key.eventId(bodyHash);
    }

    private void storeClaimed(EventEnvelope event, DeliveryKey key, String bodyHash) {
        boolean stored = false;
        try {
            store(event);
            stored = true;
        } finally {
            if (stored) {
                idempotency.done(key, bodyHash, event.id());
            } else {
                idempotency.abandon(key, bodyHash, event.id());
            }
        }
    }

    private void store(EventEnvelope event) {
        try (MDC.MDCCloseable ignored = MDC.putCloseable("event_id", event.id())) {
            metrics.timePublish(() -> publisher.publish(event));
            log.info("event.accepted id={} type={}", event.id(), event.type());
        } catch (OutageFailure e) {
            log.warn("event.refused id={} type={}: {}", event.id(), event.type(), e.getMessage());
            throw Refusals.brokerAway();
        }
    }
}
