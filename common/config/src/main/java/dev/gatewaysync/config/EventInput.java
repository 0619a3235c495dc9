package dev.gatewaysync.config;

import dev.gatewaysync.events.EventEnvelope;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What an expression sees of an event. */
public final class EventInput {
    private EventInput() {}

    /** In cards: the data at the root, and beside them what the envelope says where they have no such field. */
    public static JsonNode ofCard(EventEnvelope event) {
        ObjectNode input = event.data().deepCopy();
        putIfAbsent(input, "id", event.id());
        putIfAbsent(input, "type", event.type().wireName());
        putIfAbsent(input, "source", event.source().wireName());
        putIfAbsent(input, "timestamp", event.timestamp().toString());
        putIfAbsent(input, "category", event.category().wireName());
        putIfAbsent(input, "priority", event.priority().wireName());
        return input;
    }

    /** In routes: the event, with its data below {@code data}. */
    public static JsonNode ofRoute(EventEnvelope event) {
        ObjectNode input = event.data().objectNode();
        input.put("id", event.id())
                .put("type", event.type().wireName())
                .put("source", event.source().wireName())
                .put("timestamp", event.timestamp().toString())
                .put("category", event.category().wireName())
                .put("priority", event.priority().wireName());
        input.set("data", event.data());
        return input;
    }

    private static void putIfAbsent(ObjectNode input, String name, String value) {
        if (!input.has(name)) {
            input.put(name, value);
        }
    }
}
