package dev.gatewaysync.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * An event as it travels and is stored: who said what when, with the sender's data whole, unknown fields included.
 *
 * @param id unique; the key by which every consumer recognises a repeat
 * @param type what happened
 * @param source who told us
 * @param timestamp when it happened, by the sender's clock if it gave a time
 * @param receivedAt when this system accepted or made it
 * @param data the type's fields, as its JSON Schema says, and any others the sender gave
 * @param extra fields beside {@code type}, {@code data}, {@code id} and {@code timestamp} that the sender gave; kept for
 *     the history
 * @param batch set when a sync run found this event together with others
 * @param filed how a type of the community's own was filed when the event was accepted, so that whoever reads it needs to
 *     know nothing of that type; null for a built-in one
 * @param trace {@link Traceparent#value()} of the step that made it, so that whatever becomes of it is found in one trace; null
 *     where nobody traces
 */
public record EventEnvelope(
        String id,
        EventType type,
        Source source,
        Instant timestamp,
        Instant receivedAt,
        ObjectNode data,
        @Nullable ObjectNode extra,
        @Nullable Batch batch,
        @Nullable Filing filed,
        @Nullable String trace) {
    /** What the definition of a type said. */
    public record Filing(UpdateCategory category, Priority priority) {}

    public EventEnvelope {
        if (type instanceof OwnType own) {
            if (filed == null) {
                throw new IllegalArgumentException(
                        "'" + type + "' is no event type, or its event does not say how to file it");
            }
            type = new OwnType(own.wireName(), filed.category(), filed.priority());
        } else {
            filed = null;
        }
        Required.present(id, "event", "id");
        Required.present(type, "event", "type");
        Required.present(source, "event", "source");
        Required.present(timestamp, "event", "timestamp");
        Required.present(receivedAt, "event", "receivedAt");
        Required.present(data, "event", "data");
    }

    /** An event whose type says how it is filed. */
    public EventEnvelope(
            String id,
            EventType type,
            Source source,
            Instant timestamp,
            Instant receivedAt,
            ObjectNode data,
            @Nullable ObjectNode extra,
            @Nullable Batch batch) {
        this(id, type, source, timestamp, receivedAt, data, extra, batch, filing(type), null);
    }

    private static @Nullable Filing filing(EventType type) {
        return type instanceof OwnType own ? new Filing(own.category(), own.priority()) : null;
    }

    /** An event made by this system or in Discord, now. */
    public static EventEnvelope of(String id, Source source, Instant now, GatewayEvent event) {
        return new EventEnvelope(id, event.type(), source, now, now, EventJson.toData(event), null, null);
    }

    public EventEnvelope withBatch(Batch newBatch) {
        return new EventEnvelope(id, type, source, timestamp, receivedAt, data, extra, newBatch, filed, trace);
    }

    public EventEnvelope withTrace(@Nullable String newTrace) {
        return new EventEnvelope(id, type, source, timestamp, receivedAt, data, extra, batch, filed, newTrace);
    }

    /** How the history files it: as its type, unless the event says otherwise. */
    public UpdateCategory category() {
        return event() instanceof Custom custom && custom.category() != null ? custom.category() : type.category();
    }

    /**
     * How urgent it is: as its type, unless the event says otherwise. Good news of a kind whose bad news is urgent is not
     * urgent itself.
     */
    public Priority priority() {
        GatewayEvent event = event();
        if (event instanceof Custom custom && custom.priority() != null) {
            return custom.priority();
        }
        boolean isGoodNews = event instanceof Maintenance maintenance
                        && maintenance.status().isOver()
                || event instanceof AppStatusChanged changed && changed.status() == AppStatusChanged.Status.ONLINE;
        return isGoodNews ? Priority.NORMAL : type.priority();
    }

    /**
     * The typed view of {@link #data}.
     *
     * @throws MalformedEventException if the data does not fit the type
     */
    public GatewayEvent event() {
        return EventJson.toEvent(type, data);
    }
}
