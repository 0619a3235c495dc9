package dev.gatewaysync.discord.card;

import dev.gatewaysync.events.Custom;
import dev.gatewaysync.events.EventEnvelope;
import java.time.Duration;

/**
 * What the newest of the events with one key says. An event that comes late, as a replay does, changes nothing that a newer
 * one has said. Which is newer is told by the order in which they were planned: clocks step, and differ.
 *
 * @param event the newest
 * @param timestamp of the newest, in milliseconds since the epoch
 * @param order of the newest, the greater the newer
 * @param first id of the event that made the card
 * @param since when that was accepted, in milliseconds since the epoch
 */
public record CustomCard(Custom event, long timestamp, long order, String first, long since) {
    /** How long a card is edited after its first event. */
    public static final Duration EDITED_FOR = Duration.ofDays(30);

    /** @param order in which it was planned */
    public static CustomCard of(EventEnvelope envelope, long order) {
        return new CustomCard(
                (Custom) envelope.event(),
                envelope.timestamp().toEpochMilli(),
                order,
                envelope.id(),
                envelope.receivedAt().toEpochMilli());
    }

    public CustomCard next(EventEnvelope envelope, long newOrder) {
        return newOrder < order
                ? this
                : new CustomCard(
                        (Custom) envelope.event(), envelope.timestamp().toEpochMilli(), newOrder, first, since);
    }

    /** Whether this event still belongs to this card, or begins another. */
    public boolean takes(EventEnvelope envelope, long newOrder) {
        return newOrder < order || Math.abs(envelope.receivedAt().toEpochMilli() - since) < EDITED_FOR.toMillis();
    }
}
