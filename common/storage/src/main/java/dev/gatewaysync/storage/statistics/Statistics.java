package dev.gatewaysync.storage.statistics;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.gatewaysync.storage.uptime.UptimeQueries;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The numbers, each from where it is known.
 *
 * @param resourceCount distinct resources: as counted or as reported, whichever is the later word; null if neither is known
 * @param reported as the main app last said, through an event or in its catalogue's index
 * @param counted as a sync last counted; its time is when the counts last changed
 * @param drift how far the app's word is from what a sync finds: claimed minus found
 * @param appStatus see {@link UptimeQueries#appStatus()}
 * @param lastUpdated the latest of both times
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Statistics(
        @Nullable Long resourceCount,
        @Nullable Long categoryCount,
        @Nullable Long totalUsers,
        @Nullable JsonNode otherStats,
        List<Category> categories,
        @Nullable Numbers reported,
        @Nullable Numbers counted,
        Drift drift,
        Updates updates,
        String appStatus,
        UptimeQueries.Uptime uptime,
        Map<String, LastRun> lastSync,
        @Nullable Instant lastUpdated) {

    /** Numbers alone, as of an app that nobody watches. */
    public Statistics(
            @Nullable Long resourceCount,
            @Nullable Long categoryCount,
            @Nullable Long totalUsers,
            @Nullable JsonNode otherStats,
            List<Category> categories,
            @Nullable Numbers reported,
            @Nullable Numbers counted,
            Drift drift,
            Updates updates,
            Map<String, LastRun> lastSync,
            @Nullable Instant lastUpdated) {
        this(
                resourceCount,
                categoryCount,
                totalUsers,
                otherStats,
                categories,
                reported,
                counted,
                drift,
                updates,
                "unknown",
                new UptimeQueries.Uptime(null, null, null),
                lastSync,
                lastUpdated);
    }

    /**
     * @param resources distinct resources known
     * @param problem why its catalogue file could not be read at the last sync; null if it could
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Category(
            String id,
            String name,
            @Nullable String emoji,
            long resources,
            @Nullable String problem) {}

    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Numbers(
            @Nullable Long resourceCount,
            @Nullable Long categoryCount,
            @Nullable Long totalUsers,
            Instant at) {}

    /**
     * @param resources resources claimed minus resources found
     * @param categories categories claimed minus categories that could be read
     */
    public record Drift(long resources, long categories) {}

    /** @param total events in the history */
    public record Updates(long total, long last24h, Map<String, Long> byType) {}

    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record LastRun(Instant at, long durationMs, String outcome) {}
}
