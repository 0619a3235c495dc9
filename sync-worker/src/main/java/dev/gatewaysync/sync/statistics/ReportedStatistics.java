package dev.gatewaysync.sync.statistics;

import dev.gatewaysync.events.EventJson;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What one side has said, field by field, each with the time of the latest word on it. Merging gives the same result
 * whatever order the words arrive in; of two words of the same time, the one with the greater id wins.
 */
record ReportedStatistics(Map<String, Told> fields) {
    static final String RESOURCES = "resourceCount";
    static final String CATEGORIES = "categoryCount";
    static final String USERS = "totalUsers";
    private static final String OTHER = "otherStats/";

    /**
     * @param at epoch milliseconds
     * @param by id of the event or run that said so
     */
    record Told(JsonNode value, long at, String by) {
        boolean isLaterThan(@Nullable Told other) {
            return other == null || at > other.at || (at == other.at && by.compareTo(other.by) > 0);
        }
    }

    static ReportedStatistics nothing() {
        return new ReportedStatistics(Map.of());
    }

    static ReportedStatistics of(
            @Nullable Long resources,
            @Nullable Long categories,
            @Nullable Long users,
            @Nullable JsonNode otherStats,
            Instant at,
            String by) {
        Map<String, Told> fields = new TreeMap<>();
        put(fields, RESOURCES, resources, at, by);
        put(fields, CATEGORIES, categories, at, by);
        put(fields, USERS, users, at, by);
        if (otherStats instanceof ObjectNode object) {
            object.properties()
                    .forEach(field ->
                            fields.put(OTHER + field.getKey(), new Told(field.getValue(), at.toEpochMilli(), by)));
        }
        return new ReportedStatistics(fields);
    }

    private static void put(Map<String, Told> fields, String name, @Nullable Long value, Instant at, String by) {
        if (value != null) {
            fields.put(name, new Told(EventJson.mapper().valueToTree(value), at.toEpochMilli(), by));
        }
    }

    ReportedStatistics merge(ReportedStatistics other) {
        Map<String, Told> merged = new TreeMap<>(fields);
        other.fields.forEach((field, told) -> {
            if (told.isLaterThan(merged.get(field))) {
                merged.put(field, told);
            }
        });
        return new ReportedStatistics(merged);
    }

    @Nullable
    Long number(String field) {
        Told told = fields.get(field);
        return told == null ? null : told.value().longValue();
    }

    @Nullable
    ObjectNode otherStats() {
        ObjectNode object = EventJson.mapper().createObjectNode();
        fields.forEach((field, told) -> {
            if (field.startsWith(OTHER)) {
                object.set(field.substring(OTHER.length()), told.value());
            }
        });
        return object.isEmpty() ? null : object;
    }

    /** The latest word of all; null if nothing was said. */
    @Nullable
    Told latest() {
        Told latest = null;
        for (Told told : fields.values()) {
            if (told.isLaterThan(latest)) {
                latest = told;
            }
        }
        return latest;
    }
}
