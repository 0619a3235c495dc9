package dev.gatewaysync.events;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What has happened in a day or a week, in one event.
 *
 * @param added how many new resources there were
 * @param categories those with new resources, the one with the most first
 * @param categoryCount how many of them there are in all
 * @param suggestions of members, the one with the most reactions first, and of those with as many the one that something happened to last
 * @param suggestionCount how many of them there are in all
 * @param uptime of the main app, in percent; null if nobody looked
 * @param incidents that began in that time
 * @param resourceCount as it is now; null if nobody knows
 * @param nextMilestone the next number of resources that is announced
 */
public record Digest(
        Period period,
        String from,
        String until,
        long added,
        List<Category> categories,
        long categoryCount,
        List<Suggestion> suggestions,
        long suggestionCount,
        @Nullable Double uptime,
        long incidents,
        @Nullable Long resourceCount,
        @Nullable Long nextMilestone)
        implements GatewayEvent {
    public Digest {
        Required.present(period, "digest", "period");
        Required.present(from, "digest", "from");
        Required.present(until, "digest", "until");
        categories = Absent.asEmpty(categories);
        suggestions = Absent.asEmpty(suggestions);
    }

    public enum Period {
        @JsonProperty("day")
        DAY,
        @JsonProperty("week")
        WEEK
    }

    /** @param examples the newest of its new resources */
    public record Category(String name, long count, List<Example> examples) {}

    public record Example(String name, @Nullable String url) {}

    /**
     * @param status {@code open}, {@code approved} or {@code declined}
     * @param reactions of members to its message; null if nobody has looked
     */
    public record Suggestion(
            String name,
            String url,
            String status,
            @Nullable Long reactions) {}
}
