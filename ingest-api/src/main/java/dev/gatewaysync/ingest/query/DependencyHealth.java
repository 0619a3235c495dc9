package dev.gatewaysync.ingest.query;

import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.ingest.outage.RedisAvailability;
import dev.gatewaysync.ingest.outbound.BrokerAvailability;
import jakarta.annotation.PostConstruct;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/** What this service stands on, and what others have left in Redis about themselves. */
@Component
class DependencyHealth {
    /** Plain text, written by the discord-publisher every so often, gone after 40 seconds. */
    private static final String DISCORD_STATUS = "gateway:discord:status";

    /** JSON, {@code [{"reason","since"}]}, likewise. */
    private static final String DISCORD_PROBLEMS = "gateway:discord:problems";

    private static final String UNKNOWN = "unknown";

    private final StringRedisTemplate redis;
    private final RedisAvailability redisAvailability;
    private final InstantSource clock;
    private final CachedHealthCheck brokerProbe;
    private final CachedHealthCheck redisProbe;
    private final CachedHealthCheck databaseProbe;
    private volatile String discordStatus = UNKNOWN;
    private volatile List<ReportedProblem> discordProblems = List.of();
    private volatile boolean discordHasReported;
    private volatile @Nullable Instant silentSince;

    /** As the discord-publisher says it. */
    record ReportedProblem(String reason, Instant since) {}

    DependencyHealth(
            BrokerAvailability broker,
            StringRedisTemplate redis,
            RedisAvailability redisAvailability,
            JdbcClient jdbc,
            InstantSource clock) {
        this.redis = redis;
        this.redisAvailability = redisAvailability;
        this.clock = clock;
        this.brokerProbe = new CachedHealthCheck(broker::isReachable);
        this.redisProbe = new CachedHealthCheck(this::readStatuses);
        this.databaseProbe = new CachedHealthCheck(
                () -> jdbc.sql("SELECT 1").query(Integer.class).optional().isPresent());
    }

    /**
     * Lets all checks run at the same time. At the start, too: the first connections take longer than a check may, and the first
     * who asks would be told that nothing answers.
     */
    @PostConstruct
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

    /** At most a second old. */
    String discordStatus() {
        return redisIsUp() ? discordStatus : UNKNOWN;
    }

    /** At most a second old; none while Redis does not answer. */
    List<ReportedProblem> discordProblems() {
        return redisIsUp() ? discordProblems : List.of();
    }

    /** Reads along with the check, so that no request waits for Redis on its own. */
    private boolean readStatuses() {
        return redisAvailability.call(
                () -> {
                    String status = redis.opsForValue().get(DISCORD_STATUS);
                    if (status == null || status.isBlank()) {
                        discordStatus = "disconnected";
                        discordProblems = silence();
                    } else {
                        discordStatus = status;
                        silentSince = null;
                        discordHasReported = true;
                        discordProblems = problems(redis.opsForValue().get(DISCORD_PROBLEMS));
                    }
                    return true;
                },
                () -> false);
    }

    private static List<ReportedProblem> problems(@Nullable String json) {
        try {
            return json == null ? List.of() : List.of(EventJson.mapper().readValue(json, ReportedProblem[].class));
        } catch (JacksonException e) {
            return List.of();
        }
    }

    /** Of a discord-publisher that has reported to this instance and does so no more. At the start none has. */
    private List<ReportedProblem> silence() {
        if (!discordHasReported) {
            return List.of();
        }
        Instant since = silentSince == null ? clock.instant() : silentSince;
        silentSince = since;
        return List.of(new ReportedProblem(
                "No discord-publisher reports any more; what is accepted waits in the queue until one runs", since));
    }
}
