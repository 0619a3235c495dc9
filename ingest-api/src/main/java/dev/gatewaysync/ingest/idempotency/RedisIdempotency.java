package dev.gatewaysync.ingest.idempotency;

import dev.gatewaysync.ingest.outage.RedisAvailability;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
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
    private final MarkerGroups groups;

    RedisIdempotency(StringRedisTemplate redis, RedisAvailability redisAvailability) {
        this.redis = redis;
        this.redisAvailability = redisAvailability;
        this.groups = new MarkerGroups(() -> new RedisMarkers(redisAvailability.commands(), IN_FLIGHT, WINDOW));
    }

    /** After {@link IdempotencyResult.First}, the caller must call {@link #done} or {@link #abandon}. */
    public IdempotencyResult claim(IdempotencyKey key, String bodyHash, String eventId) {
        IdempotencyRecord record = new IdempotencyRecord(false, bodyHash, eventId);
        return redisAvailability.call(
                () -> {
                    String earlier = answer(groups.claim(key.redisKey(), record.toString()));
                    return earlier == null
                            ? new IdempotencyResult.First()
                            : IdempotencyRecord.parse(earlier).against(bodyHash);
                },
                IdempotencyResult.First::new);
    }

    /**
     * The event is stored. Redis is told before whatever is asked of it later from here, and its answer is not waited for: whoever dies
     * now leaves the marker, as before this call.
     */
    public void done(IdempotencyKey key, String bodyHash, String eventId) {
        IdempotencyRecord record = new IdempotencyRecord(true, bodyHash, eventId);
        redisAvailability.tell(() -> groups.put(key.redisKey(), record.toString()));
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

    private static @Nullable String answer(CompletableFuture<@Nullable String> marker) {
        try {
            return marker.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Redis did not keep a marker: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted before Redis kept a marker", e);
        }
    }
}
