package dev.gatewaysync.ingest.provider;

import dev.gatewaysync.events.EventData;
import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.events.EventSchemas;
import dev.gatewaysync.events.EventType;
import dev.gatewaysync.ingest.webhook.CleanText;
import dev.gatewaysync.ingest.webhook.ParsedUpdate;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * Builds an event out of what a provider says; fields that it does not say, or says wrongly, are left out, and texts that
 * are too long are cut: a provider cannot be told to send it again otherwise.
 */
final class News {
    /** Characters of a line. */
    private static final int MAX_LINE = 1_000;

    private final EventType type;
    private final ObjectNode data = EventJson.mapper().createObjectNode();
    private Optional<String> subject = Optional.empty();

    private News(EventType type) {
        this.type = type;
    }

    static News of(EventType type) {
        return new News(type);
    }

    /** What it is about, the same for every delivery that tells of it. */
    News about(String kind, Optional<String> id) {
        subject = id.map(known -> kind + ":" + known);
        return this;
    }

    News with(String field, Optional<String> value) {
        value.ifPresent(text -> data.put(field, cut(text, EventSchemas.maxLength(type, field))));
        return this;
    }

    /** An address that is too long is left out: half of it leads nowhere. */
    News withUrl(String field, Optional<String> value) {
        value.ifPresent(text -> data.put(field, text));
        return this;
    }

    /** Left out where it is not so. */
    News withFlag(String field, boolean isSo) {
        if (isSo) {
            data.put(field, true);
        }
        return this;
    }

    /** A list of one. */
    News withList(String field, Optional<String> value) {
        value.ifPresent(text -> data.putArray(field).add(cut(text, MAX_LINE)));
        return this;
    }

    /**
     * @param provider under which the payload is kept in the event's extra fields
     * @param payload without anything that must not be stored
     */
    Reading at(Optional<Instant> time, String provider, ObjectNode payload) {
        ObjectNode clean = EventData.read(type, CleanText.kept(data));
        EventSchemas.problems(type, clean)
                .forEach(problem -> clean.remove(problem.pointer().substring(1)));
        ObjectNode extra = EventJson.mapper().createObjectNode();
        extra.set(provider, CleanText.kept(payload));
        return new Reading.News(new ParsedUpdate(type, clean, null, time.orElse(null), extra), subject);
    }

    private static String cut(String text, int maxLength) {
        return text.codePointCount(0, text.length()) <= maxLength
                ? text
                : text.substring(0, text.offsetByCodePoints(0, maxLength - 1)) + "…";
    }
}
