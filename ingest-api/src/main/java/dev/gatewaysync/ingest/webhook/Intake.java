package dev.gatewaysync.ingest.webhook;

import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.EventIds;
import dev.gatewaysync.events.Source;
import dev.gatewaysync.ingest.answer.Refusal;
import dev.gatewaysync.ingest.answer.Refusals;
import dev.gatewaysync.ingest.idempotency.Claim;
import dev.gatewaysync.ingest.idempotency.Delivery;
import dev.gatewaysync.ingest.idempotency.DeliveryKey;
import dev.gatewaysync.ingest.idempotency.RedisIdempotency;
import dev.gatewaysync.ingest.outbound.Outbound;
import dev.gatewaysync.messaging.OutageFailure;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Turns a valid update into a stored event, once for each delivery. */
@Component
public class Intake {
    private static final Logger log = LoggerFactory.getLogger(Intake.class);

    private static final String ID_SCOPE = "id";

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
     * @param deliveries what names the delivery; the first one also names its event. Without any, every request is a new
     *     event. If one of them has come before, the delivery is a repeat
     * @throws Refusal if the event is not known to be stored, or a key says that it must not be
     */
    public Accepted accept(ParsedUpdate update, Source source, List<Delivery> deliveries) {
        String eventId = eventId(update, deliveries);
        EventEnvelope event = update.toEnvelope(eventId, source, clock.instant());
        Optional<String> earlier = claim(deliveries, eventId);
        if (earlier.isPresent()) {
            log.debug("event.repeated id={} type={}", earlier.get(), update.type());
            return Accepted.repeat(earlier.get());
        }
        return Accepted.as(eventId, storeClaimed(List.of(event), deliveries, eventId));
    }

    static String eventId(ParsedUpdate update, List<Delivery> deliveries) {
        if (update.id() != null) {
            return update.id();
        }
        return deliveries.isEmpty() ? EventIds.next() : deliveries.getFirst().eventId();
    }

    /** The id of an event, over all the ways in which one can come. */
    static Delivery ofId(String id, ParsedUpdate update) {
        return new Delivery(keyOfId(id), update.contentHash());
    }

    static DeliveryKey keyOfId(String id) {
        return new DeliveryKey(ID_SCOPE, id);
    }

    /**
     * Claims all of {@code deliveries} or none.
     *
     * @return the event that one of them named before; empty if they are this caller's
     * @throws Refusal if one of them is being worked on, or was used for something else
     */
    Optional<String> claim(List<Delivery> deliveries, String eventId) {
        List<Delivery> claimed = new ArrayList<>();
        boolean isComplete = false;
        try {
            for (Delivery delivery : deliveries) {
                if (claimOne(delivery, eventId) instanceof Claim.Repeat repeat) {
                    return Optional.of(repeat.eventId());
                }
                claimed.add(delivery);
            }
            isComplete = true;
            return Optional.empty();
        } finally {
            if (!isComplete) {
                claimed.forEach(delivery -> idempotency.abandon(delivery.key(), delivery.bodyHash(), eventId));
            }
        }
    }

    /** After the first claims: stores, and leaves behind whether that worked. */
    Outbound.Stored storeClaimed(List<EventEnvelope> events, List<Delivery> deliveries, String eventId) {
        boolean done = false;
        try {
            Outbound.Stored stored = store(events);
            done = true;
            return stored;
        } finally {
            for (Delivery delivery : deliveries) {
                settle(delivery, eventId, done);
            }
        }
    }

    /** @param done whether what was claimed is stored */
    void settle(Delivery delivery, String eventId, boolean done) {
        if (done) {
            idempotency.done(delivery.key(), delivery.bodyHash(), eventId);
        } else {
            idempotency.abandon(delivery.key(), delivery.bodyHash(), eventId);
        }
    }

    /** Either the first claim or a repeat; anything else is refused. */
    private Claim claimOne(Delivery delivery, String eventId) {
        return switch (idempotency.claim(delivery.key(), delivery.bodyHash(), eventId)) {
            case Claim.First first -> first;
            case Claim.Repeat repeat -> repeat;
            case Claim.InFlight inFlight -> throw Refusals.inFlight();
            case Claim.OtherBody otherBody ->
                throw delivery.key().scope().equals(ID_SCOPE) ? Refusals.idReused() : Refusals.keyReused();
        };
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
