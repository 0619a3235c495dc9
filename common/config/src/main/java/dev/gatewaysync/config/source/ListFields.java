package dev.gatewaysync.config.source;

import dev.gatewaysync.events.EventSchema;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** An expression gives a list of one as that one; where the type has a list, it is a list again. */
final class ListFields {
    private ListFields() {}

    static ObjectNode of(EventSchema schema, ObjectNode made) {
        ObjectNode data = made.objectNode();
        made.properties().forEach(field -> data.set(field.getKey(), value(schema, field.getKey(), field.getValue())));
        return data;
    }

    private static JsonNode value(EventSchema schema, String field, JsonNode value) {
        JsonNode type = schema.node().path("properties").path(field).path("type");
        boolean isList = type.isString() && type.stringValue().equals("array");
        return isList && !value.isArray() && !value.isNull()
                ? JsonNodeFactory.instance.arrayNode().add(value)
                : value;
    }
}
