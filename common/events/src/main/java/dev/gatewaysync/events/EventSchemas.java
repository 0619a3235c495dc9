package dev.gatewaysync.events;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The schemas and samples of the built-in types. */
public final class EventSchemas {
    private static final String FOLDER = "/dev/gatewaysync/events/";

    private static final Map<BuiltInType, EventSchema> SCHEMAS = load();

    private EventSchemas() {}

    public static EventSchema of(BuiltInType type) {
        EventSchema schema = SCHEMAS.get(type);
        if (schema == null) {
            throw new IllegalStateException("No schema for " + type);
        }
        return schema;
    }

    /** Every problem of {@code data} at once, in the order of the schema; empty if it is valid. */
    public static List<Problem> problems(BuiltInType type, JsonNode data) {
        return of(type).problems(data);
    }

    /** The longest that a text of the type's field may be, in characters (Unicode code points). */
    public static int maxLength(BuiltInType type, String field) {
        return of(type).maxLength(field);
    }

    /** The published schema document of {@code type}'s data. */
    public static String document(BuiltInType type) {
        return of(type).document();
    }

    /** A valid body {@code {"type", "data"}}, for documentation, tests and the demo. */
    public static String sample(BuiltInType type) {
        return read("sample/" + type + ".json");
    }

    private static Map<BuiltInType, EventSchema> load() {
        Map<BuiltInType, EventSchema> schemas = new EnumMap<>(BuiltInType.class);
        for (BuiltInType type : BuiltInType.values()) {
            schemas.put(type, EventSchema.of(read("schema/" + type + ".schema.json")));
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
