package dev.gatewaysync.discord.active;

import dev.gatewaysync.discord.leader.LeaseHolder;
import dev.gatewaysync.discord.ratelimit.Quota;
import dev.gatewaysync.discord.ratelimit.RateLimited;
import dev.gatewaysync.discord.ratelimit.RateLimiter;
import dev.gatewaysync.discord.ratelimit.RateLimits;
import dev.gatewaysync.discord.rest.RequestObserver;
import dev.gatewaysync.discord.rest.RequestReport;
import dev.gatewaysync.task.OutageGate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.data.redis.connection.RedisConnectionCommands;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.ZSetOperations.TypedTuple;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;

/**
 * Carries over a restart, and to whoever takes over, what Discord's refusals say: how long to wait, and how many requests it has
 * refused. Both are in Redis before the sender that was refused goes on:
 *
 * <ul>
 *   <li>{@code gateway:discord:waits}, a sorted set of {@link StoredWait}s by the time until which they last; gone when the last
 *       is over
 *   <li>{@code gateway:discord:invalid:<machine>}, a sorted set of the refused requests by their time, as many as the limiter
 *       bears; for another machine has another address. Gone as long after the last as the limiter counts it
 * </ul>
 *
 * All times are by Redis' clock, so that neither a step of ours nor a difference between two machines shortens a wait. While Redis
 * is away, and what it loses, only the instance knows that was told.
 */
@Component
final class StoredRefusals implements RequestObserver, DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(StoredRefusals.class);
    static final String WAITS = "gateway:discord:waits";
    private static final String INVALID = "gateway:discord:invalid:";

    private static final String NOW = """
            local time = redis.call('TIME')
            local now = time[1] * 1000 + math.floor(time[2] / 1000)
            """;

    private static final RedisScript<Long> KEEP_WAIT = RedisScript.of(NOW + """
            redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
            redis.call('ZADD', KEYS[1], now + ARGV[2], ARGV[1])
            local last = redis.call('ZRANGE', KEYS[1], -1, -1, 'WITHSCORES')
            return redis.call('PEXPIRE', KEYS[1], last[2] - now)
            """, Long.class);

    private static final RedisScript<Long> KEEP_INVALID = RedisScript.of(NOW + """
            redis.call('ZADD', KEYS[1], now, ARGV[1])
            redis.call('ZREMRANGEBYRANK', KEYS[1], 0, -1 - ARGV[2])
            return redis.call('PEXPIRE', KEYS[1], ARGV[3])
            """, Long.class);

    private final StringRedisTemplate redis;
    private final RateLimiter limiter;
    private final Quota invalidRequests;
    private final OutageGate gate;

    StoredRefusals(StringRedisTemplate redis, RateLimiter limiter, RateLimits limits) {
        this.redis = redis;
        this.limiter = limiter;
        this.invalidRequests = limits.invalidRequests();
        this.gate = OutageGate.named("redis-refusals")
                .onAway(reason -> log.warn(
                        "discord.refusals_not_stored reason={} next=this instance keeps Discord's limits all the same; one that"
                                + " takes over meanwhile does not know what was told",
                        reason))
                .onBack(probes -> log.info("discord.refusals_stored"))
                .probing(() -> {
                    redis.execute((RedisCallback<String>) RedisConnectionCommands::ping);
                    return true;
                });
    }

    @Override
    public void finished(RequestReport report) {
        RateLimited told = report.rateLimited();
        if (told != null
                && told.scope() != RateLimited.Scope.BLOCKED
                && told.retryAfter().toMillis() > 0) {
            keep(
                    KEEP_WAIT,
                    WAITS,
                    StoredWait.of(report.route(), told).text(),
                    told.retryAfter().toMillis());
        }
        if (report.isInvalid()) {
            keep(
                    KEEP_INVALID,
                    invalidKey(),
                    UUID.randomUUID().toString(),
                    invalidRequests.requests(),
                    invalidRequests.window().toMillis());
        }
    }

    private void keep(RedisScript<Long> script, String key, String what, long... numbers) {
        List<String> arguments = new ArrayList<>(List.of(what));
        for (long number : numbers) {
            arguments.add(Long.toString(number));
        }
        gate.call(() -> redis.execute(script, List.of(key), arguments.toArray()) != null, () -> false);
    }

    /** What others, or this instance before it was started, have been told. */
    void restore() {
        // The time is asked for first: what has passed since makes a wait longer, and never shorter.
        gate.call(
                () -> {
                    long now = now();
                    scored(WAITS).forEach(wait -> restoreWait(text(wait), Duration.ofMillis(time(wait) - now)));
                    List<Duration> ages = scored(invalidKey()).stream()
                            // Of a clock that has stepped back since: as if it were now.
                            .map(refused -> Duration.ofMillis(Math.max(0, now - time(refused))))
                            .filter(age -> age.compareTo(invalidRequests.window()) < 0)
                            .toList();
                    limiter.restoreInvalidRequests(ages);
                    return true;
                },
                () -> false);
    }

    private void restoreWait(String text, Duration left) {
        StoredWait.read(text)
                .map(wait -> wait.within(left))
                .filter(wait -> wait.millis() > 0)
                .ifPresent(wait -> limiter.restoreWait(wait.route(), wait.told()));
    }

    private long now() {
        return Objects.requireNonNull(redis.execute((RedisCallback<Long>)
                connection -> Objects.requireNonNull(connection.serverCommands().time(TimeUnit.MILLISECONDS))));
    }

    private Set<TypedTuple<String>> scored(String key) {
        Set<TypedTuple<String>> found = redis.opsForZSet().rangeWithScores(key, 0, -1);
        return found == null ? Set.of() : found;
    }

    private static String text(TypedTuple<String> scored) {
        return Objects.requireNonNullElse(scored.getValue(), "");
    }

    private static long time(TypedTuple<String> scored) {
        Double score = scored.getScore();
        return score == null ? 0 : score.longValue();
    }

    private static String invalidKey() {
        return INVALID + LeaseHolder.machine();
    }

    @Override
    public void destroy() {
        gate.close();
    }
}
