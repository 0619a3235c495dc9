package dev.gatewaysync.config.read;

import dev.gatewaysync.events.EventJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Data that a schema takes, for a type that has no example: what is required, with the fields' own names as texts. */
final class Examples {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Examples() {}

    static ObjectNode of(JsonNode schema) {
        ObjectNode example = EventJson.mapper().createObjectNode();
        schema.path("required")
                .forEach(name -> example.set(
                        name.asString(),
                        value(name.asString(), schema.path("properties").path(name.asString()))));
        return example;
    }

    private static JsonNode value(String name, JsonNode rule) {
        if (rule.path("enum").size() > 0) {
            return rule.path("enum").get(0);
        }
        return switch (rule.path("type").asString("string")) {
            case "integer", "number" -> JSON.numberNode(rule.path("minimum").asInt(1));
            case "boolean" -> JSON.booleanNode(true);
            case "array" -> JSON.arrayNode();
            case "object" -> of(rule);
            default ->
                JSON.stringNode(
                        rule.has("pattern")
                                ? "https://example.com/" + name
                                : rule.has("format") ? "2030-01-01T12:00:00Z" : name);
        };
    }
}
