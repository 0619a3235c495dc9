package dev.gatewaysync.events;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * The published JSON Schemas (2020-12) of the events' data. The same documents are the check, so that what is published
 * and what is enforced cannot drift apart.
 */
public final class EventSchemas {
    private static final String FOLDER = "/dev/gatewaysync/events/";

    private static final Map<EventType, Schema> SCHEMAS = load();

    private EventSchemas() {}

    /** Every problem of {@code data} at once, in the order of the schema; empty if it is valid. */
    public static List<Problem> problems(EventType type, JsonNode data) {
        Schema schema = of(type);
        return Stream.of(
                        OversizeNumbers.problems(schema.getSchemaNode(), data).stream(),
                        EmptyTexts.problems(schema.getSchemaNode(), data).stream(),
                        validate(schema, OversizeNumbers.replaced(schema.getSchemaNode(), data)))
                .flatMap(problems -> problems)
                .distinct()
                .toList();
    }

    private static Stream<Problem> validate(Schema schema, JsonNode data) {
        return schema
                .validate(data, execution -> execution.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .stream()
                .map(SchemaProblems::explain);
    }

    static JsonNode schema(EventType type) {
        return of(type).getSchemaNode();
    }

    private static Schema of(EventType type) {
        Schema schema = SCHEMAS.get(type);
        if (schema == null) {
            throw new IllegalStateException("No schema for " + type);
        }
        return schema;
    }

    /** The longest that a text of the type's field may be, in characters (Unicode code points). */
    public static int maxLength(EventType type, String field) {
        return schema(type).path("properties").path(field).path("maxLength").asInt(Integer.MAX_VALUE);
    }

    /** The published schema document of {@code type}'s data. */
    public static String document(EventType type) {
        return read("schema/" + type + ".schema.json");
    }

    /** A valid body {@code {"type", "data"}}, for documentation, tests and the demo. */
    public static String sample(EventType type) {
        return read("sample/" + type + ".json");
    }

    private static Map<EventType, Schema> load() {
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
        Map<EventType, Schema> schemas = new EnumMap<>(EventType.class);
        for (EventType type : EventType.values()) {
            schemas.put(type, registry.getSchema(document(type), InputFormat.JSON));
        }
        return schemas;
    }

    private static String read(String name) {
        try (InputStream in = EventSchemas.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new IllegalStateException("The resource " + FOLDER + name + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
