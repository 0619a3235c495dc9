package dev.gatewaysync.console.status;

import dev.gatewaysync.events.EventJson;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * What the publisher says is left of Discord's limits.
 *
 * @param stoppedForSeconds how long nothing at all is sent, so that Discord does not ban the address; 0 if it is not so
 * @param blockedForSeconds how long until one request asks whether Discord still blocks this address; 0 if it does not
 * @param session what is wrong with the bot's connecting, in words; null if nothing is
 */
public record DiscordLimits(
        List<Limit> limits,
        long stoppedForSeconds,
        @Nullable Long blockedForSeconds,
        @Nullable String session) {
    /** Before a publisher has said anything, or when it says nothing any more. */
    public static final DiscordLimits UNKNOWN = new DiscordLimits(List.of(), 0, 0L, null);

    public DiscordLimits {
        limits = limits == null ? List.of() : List.copyOf(limits);
    }

    public long blockedFor() {
        return blockedForSeconds == null ? 0 : blockedForSeconds;
    }

    /** @param of how many in any span of {@code seconds} */
    public record Limit(String name, int left, int of, long seconds) {}

    static DiscordLimits read(@Nullable String json) {
        try {
            return json == null || json.isBlank() ? UNKNOWN : EventJson.mapper().readValue(json, DiscordLimits.class);
        } catch (JacksonException e) {
            return UNKNOWN;
        }
    }
}
