package dev.gatewaysync.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import dev.gatewaysync.events.BugFixed;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.EventIds;
import dev.gatewaysync.events.EventType;
import dev.gatewaysync.events.GatewayEvent;
import dev.gatewaysync.events.Source;
import dev.gatewaysync.events.StatsUpdated;
import dev.gatewaysync.messaging.ConfirmedPublisher;
import dev.gatewaysync.messaging.Topology;
import dev.gatewaysync.service.Service;
import dev.gatewaysync.service.Settings;
import dev.gatewaysync.storage.Statistics;
import dev.gatewaysync.testkit.Infra;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

class SideBySideIT {
    /** {@code -Dgateway.events=100000} for the whole of it. */
    private static final int EVENTS = Integer.getInteger("gateway.events", 5_000);

    private static final Instant NOON = Instant.parse("2025-09-06T12:00:00Z");

    @TempDir
    Path backups;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<ConfigurableApplicationContext> workers = new ArrayList<>();
    private final TestMainApp app = new TestMainApp();
    private TestWorker world;
    private ConfirmedPublisher publisher;

    @BeforeEach
    void start() throws Exception {
        world = new TestWorker();
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(Infra.start().rabbitmqUrl());
        publisher = new ConfirmedPublisher(factory, Duration.ofSeconds(30));
        app.with("/data/categories.json", "{\"categories\": [{\"id\": \"fruit\", \"name\": \"Fruit\"}]}")
                .with(
                        "/data/fruit.json",
                        "{\"sections\": [{\"items\": [{\"name\": \"A\", \"url\": \"https://a.example\"}]}]}");
    }

    @AfterEach
    void stop() {
        workers.forEach(ConfigurableApplicationContext::close);
        threads.shutdownNow();
        publisher.close();
        app.close();
        world.close();
    }

    @Test
    void three_workers_record_each_event_once_while_redis_is_wiped_and_workers_come_and_go() throws Exception {
        for (int i = 0; i < 3; i++) {
            workers.add(worker());
        }
        List<EventEnvelope> events = new ArrayList<>();
        for (int i = 0; i < EVENTS; i++) {
            events.add(event(
                    i, i % 50 == 0 ? new StatsUpdated((long) i, 3L, null, null) : new BugFixed("b" + i, null, null)));
        }
        List<EventEnvelope> sent = new ArrayList<>(events);
        sent.addAll(events.subList(0, EVENTS / 10));
        Collections.shuffle(sent, new Random(3));
        for (int part = 0; part < 10; part++) {
            publisher.publishAll(sent.subList(sent.size() * part / 10, sent.size() * (part + 1) / 10));
            if (part == 3) {
                wipeRedis();
            } else if (part == 5) {
                workers.remove(0).close();
                workers.add(worker());
            }
        }

        await().atMost(Duration.ofMinutes(5)).until(() -> recorded() >= EVENTS);
        await().atMost(Duration.ofSeconds(60)).until(this::isHistoryQueueEmpty);
        assertThat(recorded()).isEqualTo(EVENTS);
        assertThat(world.jdbc.queryForObject(
                        "SELECT SUM(total) FROM event_count WHERE type IN ('bug-fixed', 'stats-updated')", Long.class))
                .isEqualTo(EVENTS);
        long milestones = world.count("milestone WHERE event_id IS NOT NULL");
        assertThat(announced()).isEqualTo(milestones);
        assertThat(world.count("failed_message")).isZero();
        Statistics before = world.statistics.now();
        wipeRedis();
        assertThat(world.statistics.now()).isEqualTo(before);
        assertThat(before.reported()).isNotNull();
    }

    @Test
    void each_schedule_runs_once_however_many_workers_there_are() {
        long now = Instant.now().toEpochMilli();
        world.jdbc.update("""
                INSERT INTO event (id, type, source, category, priority, description, occurred_at, received_at,
                  recorded_at, details) VALUES ('old', 'bug-fixed', 'main-app', 'features', 'low', 'x', 1, 1, ?, '{}')""", now - Duration.ofDays(2).toMillis());
        for (int i = 0; i < 3; i++) {
            workers.add(worker());
        }

        for (int round = 0; round < 2; round++) {
            // All schedules of all workers at once, beside their own ticks.
            List<CompletableFuture<Void>> ticks = new ArrayList<>();
            for (ConfigurableApplicationContext worker : workers) {
                for (String schedule : List.of("backupTicks", "syncTicks", "uptimeTicks")) {
                    PeriodicTask task = worker.getBean(schedule, PeriodicTask.class);
                    ticks.add(CompletableFuture.runAsync(task::runNow, threads));
                }
            }
            ticks.forEach(CompletableFuture::join);
            await().atMost(Duration.ofSeconds(60)).until(() -> world.count("backup") >= 1);
            await().atMost(Duration.ofSeconds(60)).until(() -> world.count("uptime_sample") >= 1);
            await().atMost(Duration.ofSeconds(60))
                    .until(() ->
                            world.count("sync_run") >= 1 && world.count("sync_run WHERE finished_at IS NULL") == 0);
        }

        assertThat(world.count("backup")).isEqualTo(1);
        assertThat(world.count("sync_run")).isEqualTo(1);
        assertThat(world.count("uptime_sample")).isEqualTo(1);
        assertThat(world.jdbc.queryForList("SELECT state FROM uptime_sample", String.class))
                .containsExactly("up");
    }

    private long recorded() {
        return world.count("event WHERE type IN ('bug-fixed', 'stats-updated')");
    }

    /** Of messages that wait; one that a worker holds is a repeat at most, whose effect the counts would show. */
    private boolean isHistoryQueueEmpty() throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(Infra.start().rabbitmqUrl());
        try (Connection connection = factory.newConnection();
                Channel channel = connection.createChannel()) {
            return Topology.depth(channel, Topology.HISTORY) == 0;
        }
    }

    private long announced() {
        return world.published().stream()
                .filter(event -> event.type() == EventType.MILESTONE_REACHED)
                .count();
    }

    private static EventEnvelope event(int i, GatewayEvent event) {
        return EventEnvelope.of(EventIds.next(), Source.MAIN_APP, NOON.plusSeconds(i), event);
    }

    private static void wipeRedis() throws IOException {
        URI uri = URI.create(Infra.start().redisUrl());
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.getOutputStream().write("FLUSHALL\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().read()).isEqualTo('+');
        }
    }

    private ConfigurableApplicationContext worker() {
        Map<String, String> settings = new HashMap<>(Infra.start().settings());
        settings.put("WORKER_METRICS_PORT", "0");
        settings.put("MAIN_APP_URL", app.url().toString());
        settings.put("BACKUP_DIR", backups.toString());
        return Service.start(WorkerApplication.DEFINITION, new Settings(settings), false);
    }
}
