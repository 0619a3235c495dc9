package dev.gatewaysync.discord.card;

import dev.gatewaysync.events.Custom;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.Priority;
import dev.gatewaysync.events.VisibleText;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

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

    private static final int TITLE = 240;
    private static final String UNTITLED = "Update";

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

    Embed embed(CardFooter cardFooter) {
        String title = VisibleText.trimmed(UserText.escapedLine(event.title(), TITLE));
        // Nothing is left of a title that is no more than a name and password for some address.
        Embed embed = Embed.of(VisibleText.isEmpty(title) ? UNTITLED : title, colour(event.priority()), cardFooter)
                .description(UserText.escaped(event.description(), Embed.DESCRIPTION))
                .url(event.url());
        for (Custom.Field field : event.fields()) {
            embed.markdownField(
                    UserText.line(field.name()), UserText.escaped(field.value(), Embed.FIELD_VALUE), field.isInline());
        }
        return embed.image(event.image());
    }

    private static Colour colour(@Nullable Priority priority) {
        return switch (priority == null ? Priority.NORMAL : priority) {
            case HIGH -> Colour.ORANGE;
            case NORMAL -> Colour.BLUE;
            case LOW -> Colour.GREY;
        };
    }
}
