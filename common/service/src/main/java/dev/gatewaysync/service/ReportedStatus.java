package dev.gatewaysync.service;

import dev.gatewaysync.events.EventJson;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.core.StringRedisTemplate;
import tools.jackson.core.JacksonException;

/**
 * What services say of themselves and of the main app for others to read without the database: keys in Redis, each gone soon
 * after its writer falls silent. Readers and writers are of any version. Every method throws while Redis does not answer.
 */
public final class ReportedStatus {
    /** Written every 10 s and on every change. */
    private static final Duration DISCORD_LASTS = Duration.ofSeconds(40);
    /** Written every 3 s. */
    private static final Duration LIMITS_LAST = Duration.ofSeconds(15);
    /** Written every 10 s. */
    private static final Duration APP_LASTS = Duration.ofSeconds(60);
    /** Written at every check of the main app, which may be rare. */
    private static final Duration CERTIFICATE_LASTS = Duration.ofDays(2);

    private static final String DISCORD = "gateway:discord:status";
    private static final String DISCORD_PROBLEMS = "gateway:discord:problems";
    private static final String LIMITS = "gateway:discord:limits";
    private static final String APP = "gateway:app:status";
    private static final String CERTIFICATE = "gateway:app:certificate";

    private final StringRedisTemplate redis;

    public ReportedStatus(StringRedisTemplate redis) {
        this.redis = redis;
    }

    /**
     * Why members do not see what they should.
     *
     * @param kind tells it from the others and stays the same while it lasts, as the reason need not; null from a writer of an
     *     older version
     */
    public record Problem(@Nullable String kind, String reason, Instant since) {}

    /** @param status connected, webhook-only, simulator, degraded, disconnected or not configured */
    public void discord(String status, List<Problem> problems) {
        redis.opsForValue().set(DISCORD, status, DISCORD_LASTS);
        redis.opsForValue().set(DISCORD_PROBLEMS, EventJson.mapper().writeValueAsString(problems), DISCORD_LASTS);
    }

    /** Null if no discord-publisher leads. */
    public @Nullable String discord() {
        return text(DISCORD);
    }

    public List<Problem> discordProblems() {
        String json = text(DISCORD_PROBLEMS);
        try {
            return json == null ? List.of() : List.of(EventJson.mapper().readValue(json, Problem[].class));
        } catch (JacksonException e) {
            return List.of();
        }
    }

    /** @param json what is left of Discord's limits */
    public void limits(String json) {
        redis.opsForValue().set(LIMITS, json, LIMITS_LAST);
    }

    /** As JSON; null if no discord-publisher leads. */
    public @Nullable String limits() {
        return text(LIMITS);
    }

    /** @param status online, degraded, offline, maintenance or unknown */
    public void app(String status) {
        redis.opsForValue().set(APP, status, APP_LASTS);
    }

    /** Null if no worker runs. */
    public @Nullable String app() {
        return text(APP);
    }

    /** @param expires when the certificate that the main app has shown runs out */
    public void certificate(Instant expires) {
        redis.opsForValue().set(CERTIFICATE, expires.toString(), CERTIFICATE_LASTS);
    }

    /** Null if the main app has shown none, or nobody has looked. */
    public @Nullable Instant certificate() {
        String expires = text(CERTIFICATE);
        try {
            return expires == null ? null : Instant.parse(expires);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private @Nullable String text(String key) {
        String value = redis.opsForValue().get(key);
        return value == null || value.isBlank() ? null : value;
    }
}
