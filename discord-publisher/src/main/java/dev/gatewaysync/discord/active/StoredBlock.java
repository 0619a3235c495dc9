package dev.gatewaysync.discord.active;

import dev.gatewaysync.discord.leader.LeaseHolder;
import dev.gatewaysync.discord.ratelimit.BlockState;
import dev.gatewaysync.discord.ratelimit.RateLimited;
import dev.gatewaysync.discord.ratelimit.RateLimiter;
import dev.gatewaysync.discord.rest.RequestObserver;
import dev.gatewaysync.discord.rest.RequestReport;
import dev.gatewaysync.events.EventJson;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Carries a block of this address over a restart, so that restarts are no requests that lengthen it: it is stored before the sender
 * that was refused goes on. Another machine has another address and begins without it.
 */
@Component
final class StoredBlock implements RequestObserver {
    private static final Logger log = LoggerFactory.getLogger(StoredBlock.class);
    private static final String NAME = "address-block";

    private final JdbcClient jdbc;
    private final RateLimiter limiter;
    private final InstantSource clock;
    private int saved;

    public StoredBlock(JdbcClient jdbc, RateLimiter limiter, InstantSource clock) {
        this.jdbc = jdbc;
        this.limiter = limiter;
        this.clock = clock;
    }

    @Override
    public void finished(RequestReport report) {
        RateLimited told = report.rateLimited();
        if (told != null && told.scope() == RateLimited.Scope.BLOCKED) {
            try {
                save();
            } catch (RuntimeException e) {
                log.debug("The block is stored with the next round: {}", e.toString());
            }
        }
    }

    synchronized void restore() {
        // Another instance may have been active since, and have stored its own.
        saved = 0;
        jdbc.sql("SELECT value FROM publisher_state WHERE name = :name")
                .param("name", NAME)
                .query(String.class)
                .optional()
                .map(value -> EventJson.mapper().readTree(value))
                .filter(block -> block.path("machine").asString("").equals(LeaseHolder.machine()))
                .ifPresent(this::restore);
    }

    private void restore(JsonNode block) {
        long left = block.path("nextProbeAt").asLong(0) - clock.millis();
        limiter.restoreBlock(new BlockState(block.path("refusals").asInt(0), Duration.ofMillis(Math.max(0, left))));
        saved = block.path("refusals").asInt(0);
    }

    /** Writes only when another probe was blocked or one has passed. */
    synchronized void save() {
        BlockState block = limiter.block();
        if (block.refusals() == saved) {
            return;
        }
        String value = EventJson.mapper()
                .createObjectNode()
                .put("machine", LeaseHolder.machine())
                .put("refusals", block.refusals())
                .put("nextProbeAt", clock.millis() + block.nextProbe().toMillis())
                .toString();
        jdbc.sql("""
                        INSERT INTO publisher_state (name, value, updated_at) VALUES (:name, :value, :now)
                        ON CONFLICT (name) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at""")
                .param("name", NAME)
                .param("value", value)
                .param("now", clock.millis())
                .update();
        saved = block.refusals();
    }
}
