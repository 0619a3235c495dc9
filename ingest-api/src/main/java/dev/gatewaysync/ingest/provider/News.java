package dev.gatewaysync.ingest.provider;

import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.events.EventSchemas;
import dev.gatewaysync.events.EventType;
import dev.gatewaysync.ingest.webhook.CleanText;
import dev.gatewaysync.ingest.webhook.ParsedUpdate;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Builds an event out of what a provider says; fields that it does not say, or says wrongly, are left out. */
final class News {
    private final EventType type;
    private final ObjectNode data = EventJson.mapper().createObjectNode();

    private News(EventType type) {
        this.type = type;
    }

    static News of(EventType type) {
        return new News(type);
    }

    News with(String field, Optional<String> value) {
        value.ifPresent(text -> data.put(field, text));
        return this;
    }

    /** A list of one. */
    News withList(String field, Optional<String> value) {
        value.ifPresent(text -> data.putArray(field).add(text));
        return this;
    }

    /**
     * @param provider under which the payload is kept in the event's extra fields
     * @param payload without anything that must not be stored
     */
    Reading at(Optional<Instant> time, String provider, ObjectNode payload) {
        ObjectNode clean = CleanText.kept(data);
        EventSchemas.problems(type, clean)
                .forEach(problem -> clean.remove(problem.pointer().substring(1)));
        ObjectNode extra = EventJson.mapper().createObjectNode();
        extra.set(provider, CleanText.kept(payload));
        return new Reading.News(new ParsedUpdate(type, clean, null, time.orElse(null), extra));
    }
}
