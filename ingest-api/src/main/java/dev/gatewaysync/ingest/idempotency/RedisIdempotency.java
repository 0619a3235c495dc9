package dev.gatewaysync.ingest.idempotency;

import dev.gatewaysync.ingest.outage.RedisAvailability;
import io.lettuce.core.SetArgs;
import java.nio.charset.StandardCharsets;
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
                    // Nearly every delivery is a first one: one plain command for it, and a second one for a repeat.
                    while (!redis.opsForValue().setIfAbsent(key.redisKey(), record.toString(), IN_FLIGHT)) {
                        String known = redis.opsForValue().get(key.redisKey());
                        // None: it has expired between the two.
                        if (known != null) {
                            return IdempotencyRecord.parse(known).against(bodyHash);
                        }
                    }
                    return new IdempotencyResult.First();
                },
                IdempotencyResult.First::new);
    }

    /**
     * The event is stored. Redis is told before the sender is answered, and its own answer is not waited for: what is asked of it
     * later on this connection is done later, and whoever dies now leaves the marker, as before this call.
     */
    public void done(IdempotencyKey key, String bodyHash, String eventId) {
        IdempotencyRecord record = new IdempotencyRecord(true, bodyHash, eventId);
        redisAvailability.tell(commands -> commands.set(
                key.redisKey().getBytes(StandardCharsets.UTF_8),
                record.toString().getBytes(StandardCharsets.UTF_8),
                SetArgs.Builder.px(WINDOW)));
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
