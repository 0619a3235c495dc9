package dev.gatewaysync.specification;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Discord's OpenAPI document, to be asked whether it knows a request or an answer. Safe for use by many threads. */
final class Specification {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    private final List<Operation> operations = new ArrayList<>();

    Specification(ObjectNode document) {
        var compiler = new SchemaCompiler(document);
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(method -> METHODS.contains(method.getKey()))
                        .forEach(method -> operations.add(new Operation(
                                method.getKey().toUpperCase(Locale.ROOT),
                                path.getKey(),
                                method.getValue(),
                                path.getValue(),
                                compiler))));
        operations.sort(Comparator.comparingLong(Operation::literals).reversed());
    }

    /** @throws IllegalArgumentException if it is no OpenAPI document */
    static Specification read(Path file) {
        JsonNode document;
        try {
            document = JSON.readTree(file.toFile());
        } catch (JacksonException e) {
            throw new IllegalArgumentException(file + " cannot be read as JSON: " + e.getOriginalMessage(), e);
        }
        if (document instanceof ObjectNode object && object.path("paths").isObject()) {
            return new Specification(object);
        }
        throw new IllegalArgumentException(file + " is no OpenAPI document: it has no paths");
    }

    private record Match(Operation operation, Map<String, String> parameters) {}

    private Optional<Match> find(String method, String path) {
        var segments = List.of(path.substring(1).split("/"));
        return operations.stream()
                .flatMap(operation ->
                        operation.match(method, segments).map(found -> new Match(operation, found)).stream())
                .findFirst();
    }

    /** The operation's name, else the method alone: without a name the path cannot be told apart from its ids. */
    String nameOf(String method, String path) {
        return find(method, path).map(match -> match.operation().name()).orElse(method + " (unknown path)");
    }

    /** @return one line for each thing that the document does not allow */
    List<String> problemsOfRequest(String method, String path, Map<String, String> query, byte[] body) {
        var match = find(method, path);
        if (match.isEmpty()) {
            return List.of("no such path: " + path.replaceAll("(?<=/webhooks/\\d{1,20}/)[^/]+", "***"));
        }
        var operation = match.get().operation();
        return Stream.of(
                        parameters(operation, "path", match.get().parameters()),
                        parameters(operation, "query", query),
                        body(operation, body))
                .flatMap(List::stream)
                .toList();
    }

    private static List<String> parameters(Operation operation, String in, Map<String, String> given) {
        var problems = new ArrayList<String>();
        given.forEach((name, value) -> operation
                .parameter(in, name)
                .ifPresentOrElse(
                        schema -> problems.addAll(parameter(schema, in, name, value)),
                        () -> problems.add(in + " has no parameter " + name)));
        return problems;
    }

    /** Everything in an address is text: what reads as a number or as true is tried as that as well. */
    private static List<String> parameter(CompiledSchema schema, String in, String name, String value) {
        var asText = schema.problems(JsonNodeFactory.instance.stringNode(value));
        if (asText.isEmpty()
                || value.matches("-?\\d{1,18}|true|false")
                        && schema.problems(JSON.readTree(value)).isEmpty()) {
            return List.of();
        }
        return asText.stream().map(problem -> in + " " + name + ": " + problem).toList();
    }

    private static List<String> body(Operation operation, byte[] body) {
        if (body.length == 0) {
            return operation.needsBody() ? List.of("body is missing") : List.of();
        }
        return operation
                .body()
                .map(schema -> json(new String(body, StandardCharsets.UTF_8), schema))
                .orElseGet(() -> List.of("no body is taken here"));
    }

    /** @return one line for each thing that the document does not allow; nothing for a path it does not know */
    List<String> problemsOfAnswer(String method, String path, int status, String answer) {
        return find(method, path)
                .map(Match::operation)
                .map(operation -> answer(operation, status, answer))
                .orElse(List.of());
    }

    private static List<String> answer(Operation operation, int status, String answer) {
        if (!operation.answersWith(status)) {
            return List.of("status " + status + " is not among the answers");
        }
        var schema = operation.answerOf(status);
        if (schema.isEmpty()) {
            return answer.isEmpty() ? List.of() : List.of("status " + status + " has no body");
        }
        return answer.isEmpty() ? List.of("status " + status + " must have a body") : json(answer, schema.get());
    }

    private static List<String> json(String text, CompiledSchema schema) {
        try {
            return schema.problems(JSON.readTree(text));
        } catch (JacksonException e) {
            return List.of("is no JSON");
        }
    }
}
