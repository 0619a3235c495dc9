package dev.gatewaysync.sync.record;

import dev.gatewaysync.crypto.Sha256;
import dev.gatewaysync.events.BuiltInType;
import dev.gatewaysync.events.Priority;
import dev.gatewaysync.events.Source;
import dev.gatewaysync.events.UpdateCategory;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An update of a seed file. A type that this program does not know is kept as it is: it is history.
 *
 * @param settledAt since when nothing more is to be done about it; null if the file does not say
 */
record ImportedUpdate(
        String id,
        String type,
        String source,
        String category,
        String priority,
        String description,
        Instant timestamp,
        String details,
        @Nullable Instant settledAt) {

    /** @throws IllegalArgumentException saying what is wrong with it */
    static ImportedUpdate of(JsonNode json) {
        if (!json.isObject()) {
            throw new IllegalArgumentException("is no object");
        }
        String type = text(json, "type", 100);
        if (type == null) {
            throw new IllegalArgumentException("has no type");
        }
        Instant timestamp = time(json, "timestamp");
        if (timestamp == null) {
            throw new IllegalArgumentException("has no timestamp");
        }
        JsonNode details = json.path("details");
        if (!details.isObject() && !details.isMissingNode() && !details.isNull()) {
            throw new IllegalArgumentException("has details that are no object");
        }
        String id = text(json, "id", 200);
        String description = json.path("description").asString("");
        return new ImportedUpdate(
                id == null ? derivedId(json) : EventRow.storable(id),
                EventRow.storable(type),
                source(text(json, "source", 100)),
                category(text(json, "category", 100), type),
                priority(text(json, "priority", 100)),
                EventRow.storable(description.isBlank() ? type : description),
                timestamp,
                details.isObject() ? EventRow.storable(details.toString()) : "{}",
                time(json, "syncedAt"));
    }

    private static @Nullable String text(JsonNode json, String name, int longest) {
        JsonNode value = json.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        String text = value.isValueNode() ? value.asString().strip() : "";
        if (text.isEmpty() || text.length() > longest) {
            throw new IllegalArgumentException(
                    "has a " + name + " that is no text of up to " + longest + " characters");
        }
        return text;
    }

    private static @Nullable Instant time(JsonNode json, String name) {
        JsonNode value = json.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (value.canConvertToLong() && value.isIntegralNumber()) {
            return Instant.ofEpochMilli(value.asLong());
        }
        try {
            Instant time = OffsetDateTime.parse(value.asString("")).toInstant();
            // Out of the range of milliseconds is no time of anything.
            time.toEpochMilli();
            return time;
        } catch (DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException("has a " + name + " that is no ISO-8601 time");
        }
    }

    private static String source(@Nullable String source) {
        return source == null ? Source.MAIN_APP.wireName() : EventRow.storable(source);
    }

    private static String category(@Nullable String category, String type) {
        boolean known = Arrays.stream(UpdateCategory.values())
                .anyMatch(value -> value.wireName().equals(category));
        return known && category != null
                ? category
                : BuiltInType.named(type)
                        .map(BuiltInType::category)
                        .orElse(UpdateCategory.GENERAL)
                        .wireName();
    }

    private static String priority(@Nullable String priority) {
        boolean known = Arrays.stream(Priority.values())
                .anyMatch(value -> value.wireName().equals(priority));
        return known && priority != null ? priority : Priority.NORMAL.wireName();
    }

    /** The same update without an id gets the same one each time, so that a second import skips it. */
    private static String derivedId(JsonNode json) {
        return "import-" + Sha256.hex(json.toString()).substring(0, 32);
    }
}
