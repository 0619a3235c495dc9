package dev.gatewaysync.storage.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An event as the history shows it.
 *
 * @param timestamp when it happened
 * @param details the event's data
 * @param category see {@link dev.gatewaysync.events.UpdateCategory}
 * @param synced whether every delivery that it calls for has succeeded
 * @param syncedAt since when
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Update(
        String id,
        Instant timestamp,
        String type,
        String description,
        JsonNode details,
        String source,
        String category,
        String priority,
        boolean synced,
        @Nullable Instant syncedAt) {}
