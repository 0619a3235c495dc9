package dev.gatewaysync.config.source;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request to a source, as the rules see it.
 *
 * @param body JSON, or a form as an object
 * @param headers by any spelling of their names
 * @param query the values of each parameter
 */
public record SourceRequest(JsonNode body, Map<String, String> headers, Map<String, List<String>> query) {
    /** {@code body}, {@code headers} in lower case and {@code query}; a parameter that comes more than once is a list. */
    JsonNode input() {
        ObjectNode input = JsonNodeFactory.instance.objectNode();
        input.set("body", body);
        ObjectNode names = input.putObject("headers");
        headers.forEach((name, value) -> names.put(name.toLowerCase(Locale.ROOT), value));
        ObjectNode parameters = input.putObject("query");
        query.forEach((name, values) -> {
            if (values.size() == 1) {
                parameters.put(name, values.getFirst());
            } else {
                values.forEach(parameters.withArrayProperty(name)::add);
            }
        });
        return input;
    }
}
