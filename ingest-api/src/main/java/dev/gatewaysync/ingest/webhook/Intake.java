package dev.gatewaysync.ingest.webhook;

import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.EventIds;
import dev.gatewaysync.events.Source;
import dev.gatewaysync.ingest.answer.Refusal;
import dev.gatewaysync.ingest.answer.Refusals;
import dev.gatewaysync.ingest.idempotency.Claim;
import dev.gatewaysync.ingest.idempotency.DeliveryKey;
import dev.gatewaysync.ingest.idempotency.RedisIdempotency;
import dev.gatewaysync.ingest.outbound.Outbound;
import dev.gatewaysync.messaging.OutageFailure;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Turns a valid update into a stored event, once for each delivery. */
@Component
public class Intake {
    private static final Logger log = LoggerFactory.getLogger(Intake.class);

    private final Outbound outbound;
    private final RedisIdempotency idempotency;
    private final InstantSource clock;

    Intake(Outbound outbound, RedisIdempotency idempotency, InstantSource clock) {
        this.outbound = outbound;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    /**
     * Returns when the event is stored.
     *
     * @param key names the delivery; without one every request is a new event
     * @param bodyHash of the body as it came
     * @throws Refusal if the event is not known to be stored, or the key says that it must not be
     */
    public Accepted accept(ParsedUpdate update, Source source, @Nullable DeliveryKey key, String bodyHash) {
        String eventId = eventId(update, key, bodyHash);
        EventEnvelope event = update.toEnvelope(eventId, source, clock.instant());
        if (key == null) {
            return Accepted.as(eventId, store(List.of(event)));
        }
        return switch (claim(key, bodyHash, eventId)) {
            case Claim.Repeat repeat -> {
                log.debug("event.repeated id={} type={}", repeat.eventId(), update.type());
                yield Accepted.repeat(repeat.eventId());
            }
            default -> Accepted.as(eventId, storeClaimed(List.of(event), key, bodyHash, eventId));
        };
    }

    static String eventId(ParsedUpdate update, @Nullable DeliveryKey key, String bodyHash) {
        if (update.id() != null) {
            return update.id();
        }
        return key == null ? EventIds.next() : key.eventId(bodyHash);
    }

    /** Either the first claim or a repeat; anything else is refused. */
    Claim claim(DeliveryKey key, String bodyHash, String eventId) {
        Claim claim = idempotency.claim(key, bodyHash, eventId);
        return switch (claim) {
            case Claim.First first -> first;
            case Claim.Repeat repeat -> repeat;
            case Claim.InFlight inFlight -> throw Refusals.inFlight();
            case Claim.OtherBody otherBody -> throw Refusals.keyReused();
        };
    }

    /** After the first claim: stores, and leaves behind whether that worked. */
    Outbound.Stored storeClaimed(List<EventEnvelope> events, DeliveryKey key, String bodyHash, String eventId) {
        boolean done = false;
        try {
            Outbound.Stored stored = store(events);
            done = true;
            return stored;
        } finally {
            if (done) {
                idempotency.done(key, bodyHash, eventId);
            } else {
                idempotency.abandon(key, bodyHash, eventId);
            }
        }
    }

    Outbound.Stored store(List<EventEnvelope> events) {
        try {
            Outbound.Stored stored = outbound.store(events);
            events.forEach(event -> log.debug("event.accepted id={} type={}", event.id(), event.type()));
            return stored;
        } catch (OutageFailure e) {
            log.warn("event.refused id={} of {}: {}", events.getFirst().id(), events.size(), e.getMessage());
            throw Refusals.brokerAway();
        }
    }
}
