package dev.gatewaysync.discord.active;

import dev.gatewaysync.discord.ratelimit.RateLimiter;
import dev.gatewaysync.events.EventJson;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;

/** Carries the send times of the last minute over a restart: no header of Discord's has them. */
@Component
final class WebhookSendLog {
    private static final String NAME = "hidden-webhook-sends";

    private final JdbcClient jdbc;
    private final RateLimiter limiter;
    private final InstantSource clock;
    private String saved = "{}";

    public WebhookSendLog(JdbcClient jdbc, RateLimiter limiter, InstantSource clock) {
        this.jdbc = jdbc;
        this.limiter = limiter;
        this.clock = clock;
    }

    void restore() {
        jdbc.sql("SELECT value FROM publisher_state WHERE name = :name")
                .param("name", NAME)
                .query(String.class)
                .optional()
                .ifPresent(value -> limiter.restoreHiddenSends(
                        EventJson.mapper().readValue(value, new TypeReference<Map<String, List<Long>>>() {}),
                        clock.instant()));
    }

    /** Writes only what has changed. */
    synchronized void save() {
        String now = EventJson.mapper().writeValueAsString(limiter.hiddenSends(clock.instant()));
        if (now.equals(saved)) {
            return;
        }
        jdbc.sql("""
                        INSERT INTO publisher_state (name, value, updated_at) VALUES (:name, :value, :now)
                        ON CONFLICT (name) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at""")
                .param("name", NAME)
                .param("value", now)
                .param("now", clock.millis())
                .update();
        saved = now;
    }
}
