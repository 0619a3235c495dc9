package dev.gatewaysync.console.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Shares of the time that the main app answered, 0 to 1; null as long as nobody measures.
 *
 * @param days the last 30, the oldest first
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Uptime(
        @JsonProperty("24h") @Nullable Double day,
        @JsonProperty("7d") @Nullable Double week,
        @JsonProperty("30d") @Nullable Double month,
        List<Day> days) {
    public static final Uptime UNKNOWN = new Uptime(null, null, null, List.of());

    /** @param share null if nothing was measured on that day */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Day(String date, @Nullable Double share) {}
}
