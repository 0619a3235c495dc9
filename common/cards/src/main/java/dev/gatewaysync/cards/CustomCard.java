package dev.gatewaysync.cards;

import dev.gatewaysync.events.EventEnvelope;
import java.time.Duration;
import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the newest of the events with one key says. An event that comes late, as a replay does, changes nothing that a newer
 * one has said. Which is newer is told by the order in which they were planned: clocks step, and differ.
 *
 * @param event the data of the newest, with whatever else its sender gave
 * @param timestamp of the newest, in milliseconds since the epoch
 * @param order of the newest, the greater the newer
 * @param first id of the event that made the card
 * @param since when that was accepted, in milliseconds since the epoch
 */
public record CustomCard(ObjectNode event, long timestamp, long order, String first, long since) {
    /** How long a card is edited after its first event. */
    public static final Duration EDITED_FOR = Duration.ofDays(30);

    /** @param order in which it was planned */
    public static CustomCard of(EventEnvelope envelope, long order) {
        return new CustomCard(
                envelope.data(),
                envelope.timestamp().toEpochMilli(),
                order,
                envelope.id(),
                envelope.receivedAt().toEpochMilli());
    }

    public CustomCard next(EventEnvelope envelope, long newOrder) {
        return newOrder < order
                ? this
                : new CustomCard(envelope.data(), envelope.timestamp().toEpochMilli(), newOrder, first, since);
    }

    /** The newest event, as far as it is kept; what is the same for all is that of any of them. */
    public EventEnvelope newest(EventEnvelope any) {
        Instant time = Instant.ofEpochMilli(timestamp);
        return new EventEnvelope(any.id(), any.type(), any.source(), time, time, event, null, null);
    }

    /** Whether this event still belongs to this card, or begins another. */
    public boolean takes(EventEnvelope envelope, long newOrder) {
        return newOrder < order || Math.abs(envelope.receivedAt().toEpochMilli() - since) < EDITED_FOR.toMillis();
    }
}
