package dev.gatewaysync.discord.card;

import dev.gatewaysync.events.Custom;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.Priority;
import dev.gatewaysync.events.VisibleText;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the newest of the events with one key says. An event that arrives late, as a replay does, changes nothing that a
 * newer one has said.
 *
 * @param event the newest
 * @param timestamp of the newest, in milliseconds since the epoch
 * @param acceptedAt when the newest was accepted, likewise
 * @param first id of the event that made the card
 * @param since when that was accepted, likewise
 */
public record CustomCard(Custom event, long timestamp, long acceptedAt, String first, long since) {
    /** How long a card is edited after its first event. */
    public static final Duration EDITED_FOR = Duration.ofDays(30);

    private static final int TITLE = 240;
    private static final String UNTITLED = "Update";

    public static CustomCard of(EventEnvelope envelope) {
        long accepted = envelope.receivedAt().toEpochMilli();
        return new CustomCard(
                (Custom) envelope.event(), envelope.timestamp().toEpochMilli(), accepted, envelope.id(), accepted);
    }

    public CustomCard next(EventEnvelope envelope) {
        long accepted = envelope.receivedAt().toEpochMilli();
        return accepted < acceptedAt
                ? this
                : new CustomCard(
                        (Custom) envelope.event(), envelope.timestamp().toEpochMilli(), accepted, first, since);
    }

    /** Whether this event still belongs to this card, or begins another. */
    public boolean takes(EventEnvelope envelope) {
        return envelope.receivedAt().toEpochMilli() - since < EDITED_FOR.toMillis();
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
