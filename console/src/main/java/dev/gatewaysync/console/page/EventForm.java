package dev.gatewaysync.console.page;

import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.events.EventSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The fields of a type, as its published schema names them. */
public record EventForm(List<Field> fields) {
    /** So that no field of an event is taken for one of the form's own. */
    private static final String PREFIX = "data.";

    /**
     * @param kind text, lines, number, json, choice or boolean
     * @param choices of a choice or boolean
     */
    public record Field(
            String name, String kind, boolean required, String value, List<String> choices, String description) {
        public String input() {
            return PREFIX + name;
        }
    }

    static EventForm of(EventSchema type, JsonNode data) {
        JsonNode schema = type.node();
        Set<String> required = schema.path("required")
                .valueStream()
                .map(name -> name.asString(""))
                .collect(Collectors.toSet());
        List<Field> fields = new ArrayList<>();
        schema.path("properties").properties().forEach(property -> {
            JsonNode rule = property.getValue();
            String kind = kind(rule);
            List<String> choices = kind.equals("boolean")
                    ? List.of("true", "false")
                    : rule.path("enum")
                            .valueStream()
                            .map(choice -> choice.asString(""))
                            .toList();
            fields.add(new Field(
                    property.getKey(),
                    kind,
                    required.contains(property.getKey()),
                    value(kind, data.path(property.getKey())),
                    choices,
                    rule.path("description").asString("")));
        });
        return new EventForm(fields);
    }

    /** What the filled-in form says; empty fields are left out. */
    static JsonNode data(EventSchema type, Map<String, String> inputs) {
        ObjectNode data = EventJson.mapper().createObjectNode();
        for (Field field : of(type, data).fields()) {
            String value = inputs.getOrDefault(field.input(), "").strip();
            if (!value.isEmpty()) {
                put(data, field, value);
            }
        }
        return data;
    }

    private static void put(ObjectNode data, Field field, String value) {
        switch (field.kind()) {
            case "lines" -> {
                ArrayNode lines = data.putArray(field.name());
                value.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(lines::add);
            }
            case "number", "json", "boolean" -> {
                try {
                    data.set(field.name(), EventJson.mapper().readTree(value));
                } catch (JacksonException e) {
                    // ingest-api says what is wrong with it.
                    data.put(field.name(), value);
                }
            }
            default -> data.put(field.name(), value);
        }
    }

    private static String kind(JsonNode rule) {
        if (rule.has("enum")) {
            return "choice";
        }
        JsonNode type = rule.path("type");
        String name = type.isArray() ? type.path(0).asString("") : type.asString("");
        return switch (name) {
            case "array" -> rule.path("items").path("type").asString("").equals("object") ? "json" : "lines";
            case "integer", "number" -> "number";
            case "object" -> "json";
            case "boolean" -> "boolean";
            default -> "text";
        };
    }

    private static String value(String kind, JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        if (kind.equals("lines") && value.isArray()) {
            return value.valueStream().map(line -> line.asString("")).collect(Collectors.joining("\n"));
        }
        return value.isString() ? value.asString("") : value.toString();
    }
}
