package dev.gatewaysync.events;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * A JSON Schema (2020-12) of a type's data. The document that is published is the check, so that what is published and
 * what is enforced cannot drift apart.
 */
public final class EventSchema {
    /** What an absolute http or https URL looks like; how it is told apart from other patterns. */
    public static final String URL_PATTERN = "^[Hh][Tt][Tt][Pp][Ss]?://[^\\s/?#]+\\S*$";

    private final String document;
    private final Schema schema;

    private EventSchema(String document, Schema schema) {
        this.document = document;
        this.schema = schema;
    }

    /** @throws RuntimeException of the validator if that is no schema */
    public static EventSchema of(String document) {
        return new EventSchema(
                document,
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(document, InputFormat.JSON));
    }

    /**
     * As {@link #of}, of a schema that somebody else wrote.
     *
     * @param config how it is checked, its regular expressions too
     */
    public static EventSchema of(String document, SchemaRegistryConfig config) {
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12, builder -> builder.schemaRegistryConfig(config));
        Schema schema = registry.getSchema(document, InputFormat.JSON);
        schema.initializeValidators();
        return new EventSchema(document, schema);
    }

    /** As it is published. */
    public String document() {
        return document;
    }

    /** The document, as a tree. */
    public JsonNode node() {
        return schema.getSchemaNode();
    }

    /** Every problem of {@code data} at once, in the order of the schema; empty if it is valid. */
    public List<Problem> problems(JsonNode data) {
        return Stream.of(
                        OversizeNumbers.problems(node(), data).stream(),
                        EmptyTexts.problems(node(), data).stream(),
                        validate(OversizeNumbers.replaced(node(), data)))
                .flatMap(problems -> problems)
                .distinct()
                .toList();
    }

    private Stream<Problem> validate(JsonNode data) {
        return schema
                .validate(data, execution -> execution.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .stream()
                .map(SchemaProblems::explain);
    }

    /** The longest that a text of the type's field may be, in characters (Unicode code points). */
    public int maxLength(String field) {
        return node().path("properties").path(field).path("maxLength").asInt(Integer.MAX_VALUE);
    }
}
