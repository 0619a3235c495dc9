package dev.gatewaysync.ingest.idempotency;

import dev.gatewaysync.ingest.outage.RedisAvailability;
import java.time.Duration;
import java.util.List;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;

/**
 * Remembers deliveries at {@code gateway:idempotency:<scope>:<SHA-256 of the key>}: “in flight” for 30 seconds, from before
 * the event is published, then “done” for 24 hours, from after its confirm. An instance that dies between the two leaves a
 * marker that expires, so the sender's retry is published, under the same event id. While Redis is away every delivery is
 * a first one, and consumers recognise the repeats by that id.
 */
@Component
public class RedisIdempotency {
    /** Longer than a publish can take, connecting to the broker included. */
    static final Duration IN_FLIGHT = Duration.ofSeconds(30);

    static final Duration WINDOW = Duration.ofHours(24);

    private static final RedisScript<String> CLAIM = RedisScript.of("""
            local marker = redis.call('GET', KEYS[1])
            if marker then return marker end
            redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
            return ''
            """, String.class);
    private static final RedisScript<Long> ABANDON = RedisScript.of("""
            if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
            return 0
            """, Long.class);

    private final StringRedisTemplate redis;
    private final RedisAvailability redisAvailability;

    RedisIdempotency(StringRedisTemplate redis, RedisAvailability redisAvailability) {
        this.redis = redis;
        this.redisAvailability = redisAvailability;
    }

    /** After {@link IdempotencyResult.First}, the caller must call {@link #done} or {@link #abandon}. */
    public IdempotencyResult claim(IdempotencyKey key, String bodyHash, String eventId) {
        IdempotencyRecord record = new IdempotencyRecord(false, bodyHash, eventId);
        return redisAvailability.call(
                () -> {
                    String known = redis.execute(
                            CLAIM, List.of(key.redisKey()), record.toString(), Long.toString(IN_FLIGHT.toMillis()));
                    return known == null || known.isEmpty()
                            ? new IdempotencyResult.First()
                            : IdempotencyRecord.parse(known).against(bodyHash);
                },
                IdempotencyResult.First::new);
    }

    /** The event is stored. */
    public void done(IdempotencyKey key, String bodyHash, String eventId) {
        IdempotencyRecord record = new IdempotencyRecord(true, bodyHash, eventId);
        redisAvailability.call(
                () -> {
                    redis.opsForValue().set(key.redisKey(), record.toString(), WINDOW);
                    return true;
                },
                () -> false);
    }

    /** The event is not known to be stored; the sender may try again at once. */
    public void abandon(IdempotencyKey key, String bodyHash, String eventId) {
        IdempotencyRecord record = new IdempotencyRecord(false, bodyHash, eventId);
        redisAvailability.call(
                () -> {
                    redis.execute(ABANDON, List.of(key.redisKey()), record.toString());
                    return true;
                },
                () -> false);
    }
}
