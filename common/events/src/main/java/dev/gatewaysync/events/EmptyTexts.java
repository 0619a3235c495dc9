package dev.gatewaysync.events;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Finds texts of which a schema wants at least one character, and which have none that can be seen. */
final class EmptyTexts {
    private EmptyTexts() {}

    static List<Problem> problems(JsonNode schema, JsonNode data) {
        List<Problem> problems = new ArrayList<>();
        collect(schema, data, "", problems);
        return problems;
    }

    private static void collect(JsonNode schema, JsonNode data, String pointer, List<Problem> problems) {
        if (data.isString() && schema.path("minLength").asInt(0) > 0 && VisibleText.isEmpty(data.stringValue())) {
            problems.add(new Problem(pointer, SchemaProblems.EMPTY));
        }
        schema.path("properties")
                .properties()
                .forEach(property -> collect(
                        property.getValue(),
                        data.path(property.getKey()),
                        pointer + "/" + SchemaProblems.escape(property.getKey()),
                        problems));
        JsonNode items = schema.path("items");
        for (int i = 0; items.isObject() && i < data.size() && data.isArray(); i++) {
            collect(items, data.get(i), pointer + "/" + i, problems);
        }
    }
}
