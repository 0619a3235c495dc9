package dev.gatewaysync.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.ConnectionFactory;
import dev.gatewaysync.events.BugFixed;
import dev.gatewaysync.events.BuiltInType;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.EventIds;
import dev.gatewaysync.events.Source;
import dev.gatewaysync.messaging.ConfirmedPublisher;
import dev.gatewaysync.service.Service;
import dev.gatewaysync.service.settings.Settings;
import dev.gatewaysync.storage.ListOrder;
import dev.gatewaysync.sync.task.PeriodicTask;
import dev.gatewaysync.testkit.Infra;
import dev.gatewaysync.testkit.Proof;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

/** A worker in a process of its own that gets {@code kill -9} in the middle of a scheduled sync and of recording. */
class KilledWorkerIT {
    private static final int EVENTS = Proof.of("gateway.events", 500, 2_000);
    private static final String LOCK = "gateway:lock:cluster:sync";

    @TempDir
    Path folder;

    private final TestMainApp app = new TestMainApp();
    private TestWorker world;
    private LettuceConnectionFactory redis;
    private StringRedisTemplate keys;
    private @Nullable Process holder;
    private @Nullable ConfigurableApplicationContext survivor;

    @BeforeEach
    void start() {
        world = new TestWorker();
        redis = new LettuceConnectionFactory(
                LettuceConnectionFactory.createRedisConfiguration(Infra.start().redisUrl()));
        redis.afterPropertiesSet();
        redis.start();
        keys = new StringRedisTemplate(redis);
    }

    @AfterEach
    void stop() {
        if (holder != null) {
            holder.destroyForcibly();
        }
        if (survivor != null) {
            survivor.close();
        }
        redis.destroy();
        app.close();
        world.close();
    }

    @Test
    void its_schedule_is_taken_over_and_nothing_is_run_twice_or_lost() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        CompletableFuture<Void> answer = new CompletableFuture<>();
        app.with("/data/categories.json", "{\"categories\": [{\"id\": \"fruit\", \"name\": \"Fruit\"}]}");
        app.answer("/data/fruit.json", exchange -> {
            if (asked.incrementAndGet() == 1) {
                answer.join();
            }
            TestMainApp.send(
                    exchange,
                    200,
                    "{\"sections\": [{\"items\": [{\"name\": \"A\", \"url\": \"https://a.example\"}]}]}"
                            .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        });
        Process first = worker();
        holder = first;
        await().atMost(Duration.ofSeconds(90))
                .failFast("The worker's process ended", () -> !first.isAlive())
                .until(() -> asked.get() == 1);
        survivor = Service.start(WorkerApplication.DEFINITION, new Settings(settings()), false);
        PeriodicTask schedule = survivor.getBean("syncTicks", PeriodicTask.class);
        List<EventEnvelope> events = new ArrayList<>();
        Instant begin = Instant.now().minusMillis(EVENTS);
        for (int i = 0; i < EVENTS; i++) {
            events.add(EventEnvelope.of(
                    EventIds.next(), Source.MAIN_APP, begin.plusMillis(i), new BugFixed("b" + i, null, null)));
        }
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(Infra.start().rabbitmqUrl());
        try (ConfirmedPublisher publisher = new ConfirmedPublisher(factory, Duration.ofMinutes(2))) {
            // Each worker gets a part of them.
            for (int from = 0; from < EVENTS / 2; from += 10) {
                publisher.publishShared(events.subList(from, Math.min(from + 10, EVENTS / 2)));
            }

            first.destroyForcibly();
            assertThat(first.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(first.exitValue()).isEqualTo(128 + 9);
            schedule.runNow();
            assertThat(world.count("sync_run"))
                    .as("the dead holder's lock still stands")
                    .isEqualTo(1);
            assertThat(keys.getExpire(LOCK, TimeUnit.MILLISECONDS))
                    .as("nobody renews it, so it is free after a minute")
                    .isBetween(1L, 60_000L);
            publisher.publishShared(events.subList(EVENTS / 2, EVENTS));
        }
        // The minute passes.
        keys.expire(LOCK, Duration.ofMillis(1));
        answer.complete(null);

        await().atMost(Duration.ofSeconds(60)).until(() -> world.count("sync_run WHERE outcome = 'success'") == 1);
        schedule.runNow();
        assertThat(world.jdbc.queryForList("SELECT outcome FROM sync_run ORDER BY started_at, id", String.class))
                .containsExactly("failed", "success");
        assertThat(world.count("catalog_resource")).isEqualTo(1);
        await().atMost(Duration.ofMinutes(5).plusMillis(6L * EVENTS)).until(() -> recorded() >= EVENTS);
        await().atMost(Duration.ofSeconds(60)).until(() -> world.count("event WHERE type = 'sync-completed'") >= 1);
        assertThat(recorded()).isEqualTo(EVENTS);
        assertThat(world.jdbc.queryForList(
                        "SELECT id FROM event WHERE type = 'bug-fixed' ORDER BY " + ListOrder.NEWEST_FIRST,
                        String.class))
                .as("what came back from the killed one stands where it was accepted")
                .isEqualTo(events.reversed().stream().map(EventEnvelope::id).toList());
        assertThat(world.jdbc.queryForObject("SELECT total FROM event_count WHERE type = 'bug-fixed'", Long.class))
                .isEqualTo(EVENTS);
        assertThat(world.published().stream()
                        .filter(event -> event.type() == BuiltInType.SYNC_COMPLETED)
                        .count())
                .isEqualTo(1);
        assertThat(world.count("failed_message")).isZero();
    }

    private long recorded() {
        return world.count("event WHERE type = 'bug-fixed'");
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(Infra.start().settings());
        settings.put("WORKER_METRICS_PORT", "0");
        settings.put("MAIN_APP_URL", app.url().toString());
        // However long the events take, it is the kill that ends the first sync.
        settings.put("CATALOG_TIMEOUT", "30m");
        settings.put("BACKUP_DIR", folder.resolve("backups").toString());
        return settings;
    }

    private Process worker() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        WorkerApplication.class.getName())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("worker.log").toFile());
        builder.environment().putAll(settings());
        return builder.start();
    }
}
