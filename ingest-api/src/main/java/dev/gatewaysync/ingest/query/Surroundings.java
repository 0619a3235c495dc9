package dev.gatewaysync.ingest.query;

import dev.gatewaysync.ingest.outage.RedisCircuit;
import dev.gatewaysync.messaging.ConfirmedPublisher;
import java.util.Optional;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What this service stands on, and what others have left in Redis about themselves. */
@Component
class Surroundings {
    /** Plain text, written by the discord-publisher every so often, gone after 90 seconds. */
    private static final String DISCORD_STATUS = "gateway:discord:status";

    /** Plain text, written by the sync-worker's uptime checks. */
    private static final String APP_STATUS = "gateway:app:status";

    private final StringRedisTemplate redis;
    private final RedisCircuit circuit;
    private final Probe brokerProbe;
    private final Probe redisProbe;
    private final Probe databaseProbe;

    Surroundings(ConfirmedPublisher publisher, StringRedisTemplate redis, RedisCircuit circuit, JdbcClient jdbc) {
        this.redis = redis;
        this.circuit = circuit;
        this.brokerProbe = new Probe(publisher::isReachable);
        this.redisProbe = new Probe(circuit::ping);
        this.databaseProbe = new Probe(
                () -> jdbc.sql("SELECT 1").query(Integer.class).optional().isPresent());
    }

    /** Lets all checks run at the same time. */
    void look() {
        brokerProbe.start();
        redisProbe.start();
        databaseProbe.start();
    }

    boolean brokerIsUp() {
        return brokerProbe.isUp();
    }

    boolean redisIsUp() {
        return redisProbe.isUp();
    }

    boolean databaseIsUp() {
        return databaseProbe.isUp();
    }

    String discordStatus() {
        return status(DISCORD_STATUS, "disconnected");
    }

    String appStatus() {
        return status(APP_STATUS, "unknown");
    }

    private String status(String key, String absent) {
        if (!redisIsUp()) {
            return "unknown";
        }
        return circuit.call(
                () -> Optional.ofNullable(redis.opsForValue().get(key))
                        .filter(text -> !text.isBlank())
                        .orElse(absent),
                () -> "unknown");
    }
}
