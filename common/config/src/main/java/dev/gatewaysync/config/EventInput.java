package dev.gatewaysync.config;

import dev.gatewaysync.config.expression.ExpressionInput;
import dev.gatewaysync.events.BuiltInType;
import dev.gatewaysync.events.EventEnvelope;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What an expression sees of an event. */
public final class EventInput {
    /** What the envelope says. */
    public static final List<String> ENVELOPE = List.of("id", "type", "source", "timestamp", "category", "priority");

    private EventInput() {}

    /** In cards: the data at the root, and beside them what the envelope says where they have no such field. */
    public static ExpressionInput ofCard(EventEnvelope event) {
        return ExpressionInput.of(event.data(), new Envelope(event));
    }

    /** Of a card that is not about the event's data but about others, which the event has changed. */
    public static ExpressionInput ofCard(ObjectNode data, EventEnvelope event) {
        return ExpressionInput.of(data, new Envelope(event));
    }

    /** As {@link #ofCard(EventEnvelope)}, of a card that says more than the event: what {@code known} has comes first. */
    public static ExpressionInput ofCard(EventEnvelope event, ObjectNode known) {
        ObjectNode input = event.data().objectNode();
        input.setAll(event.data());
        input.setAll(known);
        return ExpressionInput.of(input, new Envelope(event));
    }

    private record Envelope(EventEnvelope event) implements ExpressionInput.Beside {
        /** The category of a suggestion is a resource's, even where it is left out. */
        private static final List<String> OF_A_SUGGESTION =
                ENVELOPE.stream().filter(name -> !name.equals("category")).toList();

        @Override
        public List<String> names() {
            return event.type() == BuiltInType.RESOURCE_SUGGESTED || event.type() == BuiltInType.SUGGESTION_REVIEWED
                    ? OF_A_SUGGESTION
                    : ENVELOPE;
        }

        @Override
        public String value(String name) {
            return switch (name) {
                case "id" -> event.id();
                case "type" -> event.type().wireName();
                case "source" -> event.source().wireName();
                case "timestamp" -> event.timestamp().toString();
                case "category" -> event.category().wireName();
                default -> event.priority().wireName();
            };
        }
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
}
