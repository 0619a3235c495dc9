package dev.gatewaysync.specification;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Says what of a value the document does not allow. */
record CompiledSchema(Schema schema) {

    /** Makes a branch that is about another kind of value look further away than any that is merely wrong. */
    private static final int OTHER_KIND = 1000;

    /** @return one line for each, beginning with the place in the value; empty if it is allowed */
    List<String> problems(JsonNode value) {
        var errors = schema.validate(
                value, execution -> execution.executionConfig(config -> config.formatAssertionsEnabled(true)));
        return closest(errors).stream().map(CompiledSchema::line).distinct().toList();
    }

    /** Where a value fits none of several forms, only what keeps it from the one that it comes closest to. */
    private static List<Error> closest(List<Error> errors) {
        var left = new ArrayList<>(errors);
        errors.stream()
                .filter(error ->
                        error.getKeyword().equals("oneOf") || error.getKeyword().equals("anyOf"))
                .sorted(Comparator.comparingInt(error -> -path(error).length()))
                .forEach(choice -> {
                    var start = path(choice) + "/";
                    Map<String, List<Error>> branches = left.stream()
                            .filter(error -> path(error).startsWith(start))
                            .collect(Collectors.groupingBy(error ->
                                    path(error).substring(start.length()).replaceFirst("/.*", "")));
                    branches.values().stream()
                            .min(Comparator.comparingInt(branch -> distance(choice, branch)))
                            .ifPresent(best -> {
                                left.removeIf(error -> path(error).startsWith(start) && !best.contains(error));
                                left.remove(choice);
                            });
                });
        return left;
    }

    private static int distance(Error choice, List<Error> branch) {
        var here = choice.getInstanceLocation().toString();
        return branch.stream()
                .mapToInt(error -> {
                    var place = error.getInstanceLocation().toString();
                    boolean kind =
                            place.equals(here) && error.getKeyword().equals("type") || place.equals(here + "/type");
                    return kind ? OTHER_KIND : 1;
                })
                .sum();
    }

    private static String path(Error error) {
        return error.getEvaluationPath().toString();
    }

    /** Without the value itself: a body may hold what is nobody's business. */
    private static String line(Error error) {
        var property = error.getProperty();
        var place = error.getInstanceLocation().toString();
        return (place.isEmpty() ? "/" : place) + " " + error.getKeyword()
                + (property == null ? "" : " " + property)
                + (error.getKeyword().equals("type") ? " " + error.getSchemaNode() : "");
    }
}
