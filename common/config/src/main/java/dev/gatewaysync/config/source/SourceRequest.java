package dev.gatewaysync.config.source;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
    /** A form as an object: a field is a text, one that comes more than once a list of them. */
    public static JsonNode form(Map<String, List<String>> fields) {
        return object(fields);
    }

    /** The JSON that is in a form, where that is all there is in it: in a field {@code payload}, as GitHub and Slack send it. */
    public static Optional<String> jsonIn(Map<String, List<String>> form) {
        return Optional.ofNullable(form.get("payload"))
                .filter(values -> form.size() == 1 && values.size() == 1)
                .map(values -> values.getFirst().strip())
                .filter(text -> text.startsWith("{") || text.startsWith("["));
    }

    /** {@code body}, {@code headers} in lower case and {@code query}; a parameter that comes more than once is a list. */
    JsonNode input() {
        ObjectNode input = JsonNodeFactory.instance.objectNode();
        input.set("body", body);
        ObjectNode names = input.putObject("headers");
        headers.forEach((name, value) -> names.put(name.toLowerCase(Locale.ROOT), value));
        input.set("query", object(query));
        return input;
    }

    private static ObjectNode object(Map<String, List<String>> texts) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        texts.forEach((name, values) -> {
            if (values.size() == 1) {
                object.put(name, values.getFirst());
            } else {
                values.forEach(object.withArrayProperty(name)::add);
            }
        });
        return object;
    }
}
