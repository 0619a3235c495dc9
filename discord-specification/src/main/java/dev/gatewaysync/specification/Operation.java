package dev.gatewaysync.specification;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/** One method of one path of the document. */
final class Operation {

    private final String method;
    private final List<String> template;
    private final JsonNode described;
    private final JsonNode parameters;
    private final SchemaCompiler compiler;
    private final Map<String, Optional<CompiledSchema>> compiled = new ConcurrentHashMap<>();

    /** @param common what all methods of the path share */
    Operation(String method, String path, JsonNode described, JsonNode common, SchemaCompiler compiler) {
        this.method = method;
        this.template = List.of(path.substring(1).split("/"));
        this.described = described;
        this.compiler = compiler;
        this.parameters = compiler.parameters(common.path("parameters"), described.path("parameters"));
    }

    String name() {
        return method + " /" + String.join("/", template);
    }

    /** How many of its segments stand for themselves: of two operations that match, the one with more is meant. */
    long literals() {
        return template.stream().filter(segment -> !segment.startsWith("{")).count();
    }

    Optional<Map<String, String>> match(String wantedMethod, List<String> path) {
        if (!method.equals(wantedMethod) || path.size() != template.size()) {
            return Optional.empty();
        }
        var found = new HashMap<String, String>();
        for (int i = 0; i < path.size(); i++) {
            var expected = template.get(i);
            if (expected.startsWith("{")) {
                found.put(expected.substring(1, expected.length() - 1), path.get(i));
            } else if (!expected.equals(path.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(found);
    }

    /** Of a parameter in the path or the query; empty if the document knows none of this name. */
    Optional<CompiledSchema> parameter(String in, String name) {
        return compiled.computeIfAbsent(
                in + " " + name,
                any -> parameters
                        .valueStream()
                        .filter(parameter -> parameter.path("in").asString("").equals(in))
                        .filter(parameter -> parameter.path("name").asString("").equals(name))
                        .findFirst()
                        .map(parameter -> compiler.compile(parameter.path("schema"))));
    }

    Optional<CompiledSchema> body() {
        return compiled.computeIfAbsent("body", any -> json(described.path("requestBody")));
    }

    boolean needsBody() {
        return described.at("/requestBody/required").asBoolean(false);
    }

    /** The document names single statuses, and 4XX for the rest of the refusals. */
    boolean answersWith(int status) {
        return !answer(status).isMissingNode();
    }

    Optional<CompiledSchema> answerOf(int status) {
        return compiled.computeIfAbsent("" + status, any -> json(answer(status)));
    }

    private JsonNode answer(int status) {
        var answers = described.path("responses");
        var exact = answers.path(Integer.toString(status));
        return compiler.resolve(exact.isMissingNode() ? answers.path(status / 100 + "XX") : exact);
    }

    private Optional<CompiledSchema> json(JsonNode bearer) {
        var schema = bearer.at("/content/application~1json/schema");
        return schema.isMissingNode() ? Optional.empty() : Optional.of(compiler.compile(schema));
    }
}
