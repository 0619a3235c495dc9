package dev.gatewaysync.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatewaysync.embedded.EmbeddedBroker;
import dev.gatewaysync.embedded.EmbeddedRedis;
import dev.gatewaysync.ingest.RunningIngest.Reply;
import dev.gatewaysync.testkit.Infra;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is answered while something that the service stands on is away. */
class OutageIT {
    private static final String BODY = "{\"type\":\"app-deployed\",\"data\":{\"version\":\"v1\"}}";

    @TempDir
    Path directory;

    @Test
    void without_the_broker_nothing_is_accepted_and_health_says_so_at_once() {
        EmbeddedBroker broker = EmbeddedBroker.start(directory);
        try (RunningIngest ingest = RunningIngest.start(infraWith("RABBITMQ_URL", broker.url()), Map.of())) {
            assertThat(ingest.update(BODY).status()).isEqualTo(202);
            assertThat(healthOf(ingest).status()).isEqualTo(200);
            broker.close();
            await().atMost(Duration.ofSeconds(60)).ignoreExceptions().untilAsserted(() -> {
                Reply health = ingest.send(ingest.request("/health").GET().timeout(Duration.ofSeconds(2)));
                assertThat(health.status()).isEqualTo(503);
                assertThat(health.json().path("status").asString()).isEqualTo("unhealthy");
                assertThat(health.json().path("broker").asString()).isEqualTo("disconnected");
            });
            Reply refused = ingest.update(BODY, "Idempotency-Key", "outage");
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.header("Retry-After")).isEqualTo("5");
            assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(ingest.update(BODY, "Idempotency-Key", "outage").status())
                    .isEqualTo(503);
        }
    }

    @Test
    void without_redis_events_are_accepted_at_full_speed_under_the_same_ids() {
        EmbeddedRedis redis = EmbeddedRedis.start(directory);
        Map<String, String> infra = infraWith("REDIS_URL", redis.url());
        try (RunningIngest ingest = RunningIngest.start(infra, Map.of("INGEST_RATE_LIMIT", "50/1h"))) {
            String id = ingest.update(BODY, "Idempotency-Key", "k")
                    .json()
                    .path("id")
                    .asString();
            redis.close();
            ingest.update(BODY);
            long start = System.nanoTime();
            for (int i = 0; i < 20; i++) {
                Reply reply = ingest.update(BODY, "Idempotency-Key", "k");
                assertThat(reply.status()).isEqualTo(202);
                assertThat(reply.json().path("id").asString()).isEqualTo(id);
            }
            // Half of what it would be if each of them waited for Redis.
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
            Reply health = healthOf(ingest);
            assertThat(health.status()).isEqualTo(200);
            assertThat(health.json().path("status").asString()).isEqualTo("degraded");
            assertThat(health.json().at("/problems/0/part").asString()).isEqualTo("redis");
            assertThat(health.json().at("/problems/0/reason").asString()).startsWith("Redis does not answer");
            assertThat(health.json().path("redis").asString()).isEqualTo("disconnected");
            assertThat(health.json().path("discord").asString()).isEqualTo("unknown");
            for (int i = 0; i < 40; i++) {
                ingest.update(BODY);
            }
            assertThat(ingest.update(BODY).status()).isEqualTo(429);
        }
    }

    @Test
    void over_the_limit_is_429_for_that_client_alone() {
        Map<String, String> infra = Infra.start().wiped().settings();
        try (RunningIngest one = RunningIngest.start(infra, Map.of("INGEST_RATE_LIMIT", "5/1h"));
                RunningIngest other = RunningIngest.start(infra, Map.of("INGEST_RATE_LIMIT", "5/1h"))) {
            for (int i = 0; i < 5; i++) {
                assertThat((i % 2 == 0 ? one : other).update(BODY).status()).isEqualTo(202);
            }
            Reply refused = other.update(BODY);
            assertThat(refused.status()).isEqualTo(429);
            assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 720);
            assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(one.update(BODY, "Authorization", "Bearer " + RunningIngest.OLD_SECRET)
                            .status())
                    .isEqualTo(202);
            for (int i = 0; i < 5; i++) {
                assertThat(one.update(BODY, "Authorization", "Bearer wrong").status())
                        .isEqualTo(401);
            }
            assertThat(one.update(BODY, "Authorization", "Bearer wrong").status())
                    .isEqualTo(429);
            assertThat(one.send(one.request("/health").GET()).status()).isEqualTo(200);
        }
    }

    /** On a busy machine a part may not answer within the second that it has, and is asked again. */
    private static Reply healthOf(RunningIngest ingest) {
        HttpRequest.Builder request = ingest.request("/health").GET();
        return await().until(() -> ingest.send(request), reply -> reply.status() == 200);
    }

    private static Map<String, String> infraWith(String name, String url) {
        Map<String, String> settings = new HashMap<>(Infra.start().settings());
        settings.put(name, url);
        return settings;
    }
}
