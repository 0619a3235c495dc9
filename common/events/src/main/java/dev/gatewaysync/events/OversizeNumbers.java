package dev.gatewaysync.events;

import java.math.BigDecimal;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Numbers of a type's own fields that no 64-bit integer holds. The schema validator converts to a long before it compares,
 * and fails on them; so they are told apart first. The bound is the largest integer that every JSON reader keeps exact
 * (RFC 8259, section 6).
 */
final class OversizeNumbers {
    private static final BigDecimal MAX = BigDecimal.valueOf(9007199254740991L);

    private OversizeNumbers() {}

    static List<Problem> problems(JsonNode schema, JsonNode data) {
        return data.properties().stream()
                .filter(field -> isOversize(schema, field.getKey(), field.getValue()))
                .map(field -> new Problem(
                        "/" + field.getKey(),
                        field.getValue().decimalValue().signum() < 0 ? "must be at least 0" : "must be at most " + MAX))
                .toList();
    }

    static JsonNode replaced(JsonNode schema, JsonNode data) {
        if (!(data instanceof ObjectNode object) || problems(schema, data).isEmpty()) {
            return data;
        }
        ObjectNode copy = object.objectNode();
        object.properties().forEach(field -> {
            if (isOversize(schema, field.getKey(), field.getValue())) {
                copy.put(field.getKey(), 0);
            } else {
                copy.set(field.getKey(), field.getValue());
            }
        });
        return copy;
    }

    private static boolean isOversize(JsonNode schema, String field, JsonNode value) {
        return value.isNumber()
                && schema.path("properties").path(field).has("maximum")
                && value.decimalValue().abs().compareTo(MAX) > 0;
    }
}
