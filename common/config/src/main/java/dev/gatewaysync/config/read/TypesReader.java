package dev.gatewaysync.config.read;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.regex.RegularExpressionFactory;
import dev.gatewaysync.config.TypeDefinition;
import dev.gatewaysync.events.BuiltInType;
import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.events.EventSchema;
import dev.gatewaysync.events.OwnType;
import dev.gatewaysync.events.Priority;
import dev.gatewaysync.events.Problem;
import dev.gatewaysync.events.UpdateCategory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code types}: each becomes a JSON Schema, however it is written. */
final class TypesReader {
    /** Of other people's schemas; their regular expressions take time that is linear in the text. */
    private static final SchemaRegistryConfig CHECKED =
            SchemaRegistryConfig.builder().regularExpressionFactory(linear()).build();

    private static final Schema META_SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));

    private TypesReader() {}

    static Map<String, TypeDefinition> read(Section root) {
        Map<String, TypeDefinition> types = new LinkedHashMap<>();
        for (Section section : root.sections("types")) {
            if (BuiltInType.named(section.name()).isPresent()) {
                section.problemWithKey("'" + section.name()
                        + "' is a built-in type; give yours another name, or change its card under cards");
            } else if (section.isSound()) {
                type(section).ifPresent(type -> types.put(section.name(), type));
            }
        }
        return types;
    }

    private static Optional<TypeDefinition> type(Section section) {
        if (section.has("fields") && section.has("schema")) {
            section.problem("schema", "fields and schema say the same; keep one of them");
            return Optional.empty();
        }
        String description = section.text("description");
        EventSchema schema = schema(section, description == null ? "" : description);
        if (schema == null) {
            return Optional.empty();
        }
        ObjectNode example = section.node("example") instanceof ObjectNode given ? given : Examples.of(schema.node());
        List<Problem> problems = section.has("example") ? schema.problems(example) : List.of();
        problems.forEach(problem -> section.problem(
                "example",
                "is no such event: " + (problem.pointer().isEmpty() ? "it" : problem.pointer()) + " "
                        + problem.message()));
        String category = section.text("category");
        String priority = section.text("priority");
        OwnType type = new OwnType(
                section.name(),
                category == null ? UpdateCategory.GENERAL : UpdateCategory.ofWireName(category),
                priority == null ? Priority.NORMAL : Priority.ofWireName(priority));
        return Optional.of(new TypeDefinition(type, description == null ? "" : description, schema, example));
    }

    private static @Nullable EventSchema schema(Section section, String description) {
        String document = (section.has("schema")
                        ? section.node("schema")
                        : ofFields(section.name(), description, section.node("fields")))
                .toString();
        if (section.has("schema") && !isSchema(section)) {
            return null;
        }
        try {
            return EventSchema.of(document, CHECKED);
        } catch (RuntimeException e) {
            section.problem("schema", "is no JSON Schema that can be used: " + firstLine(e));
            return null;
        }
    }

    private static boolean isSchema(Section section) {
        List<Error> errors = META_SCHEMA.validate(section.node("schema"));
        errors.forEach(error -> section.problem(
                "schema", "is no JSON Schema: " + error.getInstanceLocation() + " " + error.getMessage()));
        return errors.isEmpty();
    }

    private static String firstLine(RuntimeException e) {
        String message = String.valueOf(e.getMessage());
        return message.lines().findFirst().orElse(message);
    }

    private static ObjectNode ofFields(String name, String description, JsonNode fields) {
        ObjectNode schema = EventJson.mapper().createObjectNode();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema").put("title", name);
        if (!description.isEmpty()) {
            schema.put("description", description);
        }
        schema.put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = schema.arrayNode();
        fields.properties().forEach(field -> {
            String kind = field.getValue().asString();
            boolean isRequired = kind.endsWith("!");
            properties.set(field.getKey(), rule(kind.replace("!", ""), isRequired));
            if (isRequired) {
                required.add(field.getKey());
            }
        });
        if (!properties.has("timestamp")) {
            properties.set("timestamp", rule("time", false));
        }
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        return schema;
    }

    private static ObjectNode rule(String kind, boolean isRequired) {
        ObjectNode rule = EventJson.mapper().createObjectNode();
        switch (kind) {
            case "text" -> {
                rule.put("type", "string").put("maxLength", 262_144);
                if (isRequired) {
                    rule.put("minLength", 1);
                }
            }
            case "url" ->
                rule.put("type", "string")
                        .put("pattern", EventSchema.URL_PATTERN)
                        .put("maxLength", 2048);
            case "time" -> rule.put("type", "string").put("format", "date-time").put("maxLength", 64);
            case "list" -> rule.put("type", "array");
            default -> rule.put("type", kind);
        }
        return rule;
    }

    private static RegularExpressionFactory linear() {
        return regex -> {
            try {
                Pattern pattern = Pattern.compile(regex);
                return text -> pattern.matcher(text).find();
            } catch (PatternSyntaxException e) {
                throw new IllegalArgumentException(
                        "the pattern " + regex + " cannot be used (" + e.getDescription() + ")", e);
            }
        };
    }
}
