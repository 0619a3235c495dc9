package dev.gatewaysync.config.read;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.gatewaysync.input.Spelling;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** The published JSON Schema of {@code gateway.yml}: the same document is the check of the file's shape. */
public final class ConfigSchema {
    private static final String RESOURCE = "/dev/gatewaysync/config/gateway.schema.json";
    private static final String DOCUMENT = read();
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(DOCUMENT, InputFormat.JSON);

    private ConfigSchema() {}

    /** As it is published, in {@code docs/gateway.schema.json}. */
    public static String document() {
        return DOCUMENT;
    }

    static void check(Problems problems, JsonNode root) {
        for (Error error : SCHEMA.validate(root)) {
            explain(problems, error);
        }
    }

    private static void explain(Problems problems, Error error) {
        String pointer = pointer(error);
        JsonNode rule = error.getSchemaNode();
        switch (error.getKeyword()) {
            case "additionalProperties" -> unknownKey(problems, pointer, error.getProperty());
            case "propertyNames" ->
                problems.atKey(
                        pointer + "/" + escaped(String.valueOf(error.getProperty())),
                        "'" + error.getProperty()
                                + "' is no name here: small letters, digits and hyphens, a letter first,"
                                + " such as order-placed");
            case "required" -> problems.at(pointer, "'" + error.getProperty() + "' is missing here");
            case "type" ->
                problems.at(
                        pointer, "must be " + kinds(rule) + ", not " + notA(pointer, rule, error.getInstanceNode()));
            case "enum", "const" -> oneOf(problems, pointer, rule, error.getInstanceNode());
            case "pattern" -> problems.at(pointer, rule(pointer, rule.asString("")));
            case "minLength" -> problems.at(pointer, "must not be empty");
            case "maxLength", "maxItems", "maxProperties" ->
                problems.at(
                        pointer,
                        "has too many " + (error.getKeyword().equals("maxLength") ? "characters" : "entries")
                                + ", at most " + rule + " are allowed");
            default -> problems.at(pointer, error.getMessage());
        }
    }

    private static void unknownKey(Problems problems, String pointer, String key) {
        List<String> known = propertiesAt(pointer);
        problems.atKey(
                pointer + "/" + escaped(key),
                "'" + key + "' is not known here" + nearest(key, known) + "; known are " + String.join(", ", known));
    }

    private static void oneOf(Problems problems, String pointer, JsonNode rule, JsonNode value) {
        List<String> allowed =
                rule.isArray() ? rule.valueStream().map(JsonNode::asString).toList() : List.of(rule.asString());
        String shown = value.isValueNode() ? "'" + value.asString() + "'" : kind(value);
        String nearest = FieldKinds.meant(value.asString(""), allowed)
                .map(ConfigSchema::didYouMean)
                .orElseGet(() -> allowed.size() == 1 ? "" : nearest(value.asString(""), allowed));
        problems.at(
                pointer,
                shown + " is not known here" + nearest + "; it must be "
                        + (allowed.size() == 1 ? allowed.getFirst() : "one of " + String.join(", ", allowed)));
    }

    /** {@code , did you mean 'title'?}, if there is one like it. */
    static String nearest(String written, List<String> known) {
        if (written.isEmpty() || written.length() > 60) {
            return "";
        }
        UnaryOperator<String> plain = word -> word.toLowerCase(Locale.ROOT).replaceAll("[-_ ]", "");
        int most = Math.max(1, Math.min(3, written.length() / 3));
        return Spelling.meant(written, known, plain, most)
                .or(() -> Optional.of(written)
                        .filter(word -> word.length() > 3)
                        .flatMap(word -> known.stream()
                                .filter(name -> name.startsWith(word) || word.startsWith(name))
                                .findFirst()))
                .map(ConfigSchema::didYouMean)
                .orElse("");
    }

    private static String didYouMean(String word) {
        return ", did you mean '" + word + "'?";
    }

    private static String rule(String pointer, String pattern) {
        if (pattern.contains("[0-5]")) {
            return "must be a time of day such as 18:00";
        }
        if (pattern.contains("0-9]{1,20}")) {
            return "must be an id of Discord, such as 123456789012345678 (developer mode, right click, Copy ID)";
        }
        return pointer.endsWith("/header") ? "is no name of a header, such as X-Signature" : "must match " + pattern;
    }

    private static boolean isOfTexts(String pointer) {
        return schemaAt(pointer).path("items").path("type").asString("").equals("string");
    }

    /** The keys that the schema knows at a place. */
    private static List<String> propertiesAt(String pointer) {
        return List.copyOf(schemaAt(pointer).path("properties").propertyNames());
    }

    private static JsonNode schemaAt(String pointer) {
        JsonNode schema = SCHEMA.getSchemaNode();
        for (String segment :
                pointer.isEmpty() ? new String[0] : pointer.substring(1).split("/", -1)) {
            JsonNode here = resolved(schema);
            JsonNode named = here.path("properties").path(segment);
            schema = !named.isMissingNode()
                    ? named
                    : here.has("items") ? here.path("items") : here.path("additionalProperties");
        }
        return resolved(schema);
    }

    private static JsonNode resolved(JsonNode schema) {
        String reference = schema.path("$ref").asString("");
        return reference.isEmpty() ? schema : SCHEMA.getSchemaNode().at(reference.substring(1));
    }

    private static String pointer(Error error) {
        StringBuilder pointer = new StringBuilder();
        for (int i = 0; i < error.getInstanceLocation().getNameCount(); i++) {
            pointer.append('/')
                    .append(escaped(String.valueOf(error.getInstanceLocation().getElement(i))));
        }
        return pointer.toString();
    }

    static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    private static String kinds(JsonNode rule) {
        return rule.isArray()
                ? rule.valueStream().map(kind -> article(kind.asString())).collect(Collectors.joining(" or "))
                : article(rule.asString());
    }

    /** With what may have been meant, where a text has lost its quotes. */
    private static String notA(String pointer, JsonNode rule, JsonNode node) {
        boolean isText = kinds(rule).contains("a text");
        return kind(node)
                + (isText && node.isNull()
                        ? "; a # behind a blank begins a comment, so a text that begins with it needs quotes"
                        : "")
                + (isText && node.isObject() ? "; a text that begins with { needs quotes" : "")
                + (node.isString() && isOfTexts(pointer) ? "; write [" + node.asString() + "]" : "");
    }

    private static String kind(JsonNode node) {
        return node.isNull() ? "empty" : article(node.getNodeType().name().toLowerCase(Locale.ROOT));
    }

    private static String article(String kind) {
        return switch (kind) {
            case "object" -> "a mapping of keys";
            case "array" -> "a list";
            case "string" -> "a text";
            case "boolean" -> "true or false";
            case "integer" -> "a whole number";
            default -> "a " + kind;
        };
    }

    private static String read() {
        try (InputStream in = Objects.requireNonNull(ConfigSchema.class.getResourceAsStream(RESOURCE), RESOURCE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
