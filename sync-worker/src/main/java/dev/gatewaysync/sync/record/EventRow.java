package dev.gatewaysync.sync.record;

import dev.gatewaysync.config.GatewayConfig;
import dev.gatewaysync.config.PlainTitle;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.events.GatewayEvent;
import dev.gatewaysync.events.MalformedEventException;
import dev.gatewaysync.events.Priority;
import dev.gatewaysync.events.UpdateCategory;
import dev.gatewaysync.messaging.PermanentFailure;
import dev.gatewaysync.messaging.ReceivedEvent;
import dev.gatewaysync.storage.ListOrder;
import dev.gatewaysync.storage.word.EventWords;
import org.jspecify.annotations.Nullable;

/**
 * An event as the history holds it.
 *
 * @param isReplayed whether an operator sent it again
 * @param isRedelivered whether the broker has delivered it before
 * @param listedAt its {@linkplain ListOrder place}
 */
record EventRow(
        EventEnvelope event,
        UpdateCategory category,
        Priority priority,
        String description,
        String details,
        boolean isReplayed,
        boolean isRedelivered,
        long listedAt) {

    /**
     * In the lists at the time of its acceptance.
     *
     * @throws PermanentFailure if the event's data does not fit its type
     */
    static EventRow of(ReceivedEvent received, GatewayConfig config) {
        EventEnvelope event = received.event();
        GatewayEvent typed;
        try {
            typed = event.event();
        } catch (MalformedEventException e) {
            throw new PermanentFailure("Event " + event.id() + " cannot be recorded: " + e.getMessage(), e);
        }
        return new EventRow(
                event,
                event.category(),
                event.priority(),
                storable(PlainTitle.of(event, config)),
                storable(EventJson.mapper().writeValueAsString(event.data())),
                received.replayedBy() != null,
                received.isRedelivered(),
                event.receivedAt().toEpochMilli());
    }

    EventRow listedAt(long place) {
        return new EventRow(event, category, priority, description, details, isReplayed, isRedelivered, place);
    }

    EventWords words(long seq) {
        return new EventWords(
                seq,
                listedAt,
                event.id(),
                event.type().wireName(),
                event.source().wireName(),
                description,
                event.data(),
                event.extra());
    }

    @Nullable
    String extra() {
        return event.extra() == null ? null : storable(EventJson.mapper().writeValueAsString(event.extra()));
    }

    @Nullable
    String batchId() {
        return event.batch() == null ? null : event.batch().id();
    }

    /** PostgreSQL stores no NUL, and no encoding has half a surrogate pair; JSON text has them only as escapes. */
    static String storable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isSurrogate(c)) {
                return replaced(text);
            }
        }
        return text;
    }

    private static String replaced(String text) {
        StringBuilder result = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) ? 0xFFFD : c)
                .forEach(result::appendCodePoint);
        return result.toString();
    }
}
