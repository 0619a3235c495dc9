package dev.gatewaysync.ingest.webhook;

import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.EventIds;
import dev.gatewaysync.events.Source;
import dev.gatewaysync.ingest.answer.ApiException;
import dev.gatewaysync.ingest.answer.ApiExceptions;
import dev.gatewaysync.ingest.idempotency.Delivery;
import dev.gatewaysync.ingest.idempotency.IdempotencyKey;
import dev.gatewaysync.ingest.idempotency.IdempotencyResult;
import dev.gatewaysync.ingest.idempotency.RedisIdempotency;
import dev.gatewaysync.ingest.outbound.EventPublisher;
import dev.gatewaysync.messaging.OutageFailure;
import dev.gatewaysync.service.trace.TraceStep;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Turns a valid update into a stored event, once for each delivery. */
@Component
public class IngestService {
    private static final Logger log = LoggerFactory.getLogger(IngestService.class);

    private static final String ID_SCOPE = "id";

    private final EventPublisher eventPublisher;
    private final RedisIdempotency idempotency;
    private final InstantSource clock;

    IngestService(EventPublisher eventPublisher, RedisIdempotency idempotency, InstantSource clock) {
        this.eventPublisher = eventPublisher;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    /**
     * Returns when the event is stored.
     *
     * @param deliveries what names the delivery; the first one also names its event. Without any, every request is a new
     *     event. If one of them has come before, the delivery is a repeat
     * @throws ApiException if the event is not known to be stored, or a key says that it must not be
     */
    public Accepted accept(ParsedUpdate update, Source source, List<Delivery> deliveries) {
        String eventId = eventId(update, deliveries);
        TraceStep.current().tag("gateway.event.id", eventId);
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

    static IdempotencyKey keyOfId(String id) {
        return new IdempotencyKey(ID_SCOPE, id);
    }

    /**
     * Claims all of {@code deliveries} or none.
     *
     * @return the event that one of them named before; empty if they are this caller's
     * @throws ApiException if one of them is being worked on, or was used for something else
     */
    Optional<String> claim(List<Delivery> deliveries, String eventId) {
        List<Delivery> claimed = new ArrayList<>();
        boolean isComplete = false;
        try {
            for (Delivery delivery : deliveries) {
                if (claimOne(delivery, eventId) instanceof IdempotencyResult.Repeat repeat) {
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
    EventPublisher.Stored storeClaimed(List<EventEnvelope> events, List<Delivery> deliveries, String eventId) {
        boolean done = false;
        try {
            EventPublisher.Stored stored = store(events);
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
    private IdempotencyResult claimOne(Delivery delivery, String eventId) {
        return switch (idempotency.claim(delivery.key(), delivery.bodyHash(), eventId)) {
            case IdempotencyResult.First first -> first;
            case IdempotencyResult.Repeat repeat -> repeat;
            case IdempotencyResult.InFlight inFlight -> throw ApiExceptions.inFlight();
            case IdempotencyResult.OtherBody otherBody ->
                throw delivery.key().scope().equals(ID_SCOPE) ? ApiExceptions.idReused() : ApiExceptions.keyReused();
        };
    }

    EventPublisher.Stored store(List<EventEnvelope> events) {
        try {
            EventPublisher.Stored stored = eventPublisher.store(events);
            events.forEach(event -> log.debug("event.accepted id={} type={}", event.id(), event.type()));
            return stored;
        } catch (OutageFailure e) {
            log.warn("event.refused id={} of {}: {}", events.getFirst().id(), events.size(), e.getMessage());
            throw ApiExceptions.brokerAway();
        }
    }
}
