package dev.gatewaysync.events;

import com.networknt.schema.Error;
import com.networknt.schema.path.NodePath;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Says in words for the sender what a JSON Schema validator found. */
final class SchemaProblems {
    static final String EMPTY = "must not be empty";

    /** Of which a type wants at least one. */
    private static final Set<String> COUNTS = Set.of("resourceCount", "categoryCount", "totalUsers");

    private SchemaProblems() {}

    static Problem explain(Error error) {
        String field = pointer(error.getInstanceLocation());
        JsonNode rule = error.getSchemaNode();
        return switch (error.getKeyword()) {
            case "required" -> required(error, field);
            case "type" ->
                new Problem(field, "must be " + article(rule.asString()) + ", not " + kindOf(error.getInstanceNode()));
            case "minLength" -> new Problem(field, EMPTY);
            case "maxLength" ->
                new Problem(
                        field,
                        "must have at most " + rule + " characters, not "
                                + length(error.getInstanceNode().asString("")));
            case "pattern" ->
                new Problem(
                        field,
                        rule.asString("").equals(EventSchema.URL_PATTERN)
                                ? "must be an absolute http or https URL, such as https://example.com/page"
                                : "must match " + rule.asString());
            case "format" -> new Problem(field, Times.RULE);
            case "enum" -> new Problem(field, "must be one of " + rule);
            case "maxItems" ->
                new Problem(
                        field,
                        "must have at most " + rule + " entries, not "
                                + error.getInstanceNode().size());
            case "minimum" -> new Problem(field, "must be at least " + rule);
            case "maximum" -> new Problem(field, "must be at most " + rule);
            default -> new Problem(field, error.getMessage());
        };
    }

    private static Problem required(Error error, String field) {
        if (error.getEvaluationPath().contains("anyOf") && COUNTS.contains(error.getProperty())) {
            return new Problem(field, "must have at least one of resourceCount, categoryCount and totalUsers");
        }
        return new Problem(field + "/" + escape(error.getProperty()), "is required");
    }

    private static String pointer(NodePath path) {
        StringBuilder pointer = new StringBuilder();
        for (int i = 0; i < path.getNameCount(); i++) {
            pointer.append('/').append(escape(String.valueOf(path.getElement(i))));
        }
        return pointer.toString();
    }

    static String escape(String segment) {
        return segment.replace("~", "~0").replace("/", "~1");
    }

    private static String article(String type) {
        return ("aeio".indexOf(type.charAt(0)) >= 0 ? "an " : "a ") + type;
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static String kindOf(JsonNode node) {
        if (node.isNull()) {
            return "null";
        }
        return article(node.getNodeType().name().toLowerCase(Locale.ROOT)) + excerpt(node);
    }

    private static String excerpt(JsonNode node) {
        String text = node.isContainer() ? "" : node.toString();
        return text.isEmpty() || text.length() > 40 ? "" : " (" + text + ")";
    }
}
