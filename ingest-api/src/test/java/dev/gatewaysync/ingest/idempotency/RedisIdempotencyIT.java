package dev.gatewaysync.ingest.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.ingest.RunningIngest;
import dev.gatewaysync.testkit.Infra;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.core.StringRedisTemplate;

class RedisIdempotencyIT {
    private static RunningIngest ingest;
    private static RedisIdempotency idempotency;
    private static StringRedisTemplate redis;

    @BeforeAll
    static void start() {
        ingest = RunningIngest.start(Infra.start().wiped().settings(), Map.of());
        idempotency = ingest.bean(RedisIdempotency.class);
        redis = ingest.bean(StringRedisTemplate.class);
    }

    @AfterAll
    static void stop() {
        ingest.close();
    }

    @Test
    void a_delivery_is_first_then_in_flight_then_repeated() {
        IdempotencyKey key = new IdempotencyKey("t", "walk");
        assertThat(idempotency.claim(key, "h", "e1")).isEqualTo(new IdempotencyResult.First());
        assertThat(idempotency.claim(key, "h", "e1")).isEqualTo(new IdempotencyResult.InFlight());
        assertThat(idempotency.claim(key, "other", "e2")).isEqualTo(new IdempotencyResult.OtherBody());
        assertThat(redis.getExpire(key.redisKey())).isBetween(20L, 30L);
        idempotency.done(key, "h", "e1");
        assertThat(idempotency.claim(key, "h", "e9")).isEqualTo(new IdempotencyResult.Repeat("e1"));
        assertThat(redis.getExpire(key.redisKey())).isGreaterThan(86_000);
    }

    @Test
    void an_abandoned_delivery_is_first_again_but_a_done_one_stays_done() {
        IdempotencyKey key = new IdempotencyKey("t", "abandon");
        idempotency.claim(key, "h", "e1");
        idempotency.abandon(key, "h", "e1");
        assertThat(idempotency.claim(key, "h", "e1")).isEqualTo(new IdempotencyResult.First());
        idempotency.done(key, "h", "e1");
        idempotency.abandon(key, "h", "e1");
        assertThat(idempotency.claim(key, "h", "e1")).isEqualTo(new IdempotencyResult.Repeat("e1"));
    }

    @Test
    void after_a_crash_between_marker_and_publish_the_retry_is_published_under_the_same_id() {
        String body = "{\"type\":\"app-deployed\",\"data\":{\"version\":\"crash\"}}";
        IdempotencyKey key = new IdempotencyKey("updates", "crash-1");
        String hash = dev.gatewaysync.crypto.Sha256.hex(body.getBytes());
        String eventId = key.eventId(hash);
        assertThat(idempotency.claim(key, hash, eventId)).isEqualTo(new IdempotencyResult.First());
        ingest.published();

        RunningIngest.Reply early = ingest.update(body, "Idempotency-Key", "crash-1");
        assertThat(early.status()).isEqualTo(409);
        assertThat(early.header("Retry-After")).isEqualTo("1");

        // Not in a millisecond: a fast request comes before that.
        redis.expireAt(key.redisKey(), Instant.EPOCH);
        RunningIngest.Reply retry = ingest.update(body, "Idempotency-Key", "crash-1");
        assertThat(retry.status()).isEqualTo(202);
        assertThat(retry.json().path("id").asString()).isEqualTo(eventId);
        assertThat(retry.json().path("duplicate").asBoolean()).isFalse();
        assertThat(ingest.published())
                .singleElement()
                .satisfies(event -> assertThat(event.id()).isEqualTo(eventId));
    }
}
