package dev.gatewaysync.discord.compose;

import dev.gatewaysync.cards.CustomCard;
import dev.gatewaysync.events.EventEnvelope;

/**
 * What the newest of the events says whose cards have the same {@code edit}. An event that comes late, as a replay does,
 * changes nothing that a newer one has said.
 *
 * @param order of the newest, the greater the newer
 * @param first id of the event that made the card
 * @param since when that was accepted, in milliseconds since the epoch
 */
record TemplateCard(EventEnvelope newest, long order, String first, long since) {
    static TemplateCard of(EventEnvelope event, long order) {
        return new TemplateCard(event, order, event.id(), event.receivedAt().toEpochMilli());
    }

    TemplateCard next(EventEnvelope event, long newOrder) {
        return newOrder < order ? this : new TemplateCard(event, newOrder, first, since);
    }

    /** Whether this event still belongs to this card, or begins another. */
    boolean takes(EventEnvelope event, long newOrder) {
        return newOrder < order
                || Math.abs(event.receivedAt().toEpochMilli() - since) < CustomCard.EDITED_FOR.toMillis();
    }
}
