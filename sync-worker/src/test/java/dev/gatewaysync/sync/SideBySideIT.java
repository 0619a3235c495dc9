package dev.gatewaysync.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import dev.gatewaysync.events.BugFixed;
import dev.gatewaysync.events.BuiltInType;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.EventIds;
import dev.gatewaysync.events.GatewayEvent;
import dev.gatewaysync.events.Source;
import dev.gatewaysync.events.StatsUpdated;
import dev.gatewaysync.messaging.ConfirmedPublisher;
import dev.gatewaysync.messaging.Topology;
import dev.gatewaysync.service.Service;
import dev.gatewaysync.service.settings.Settings;
import dev.gatewaysync.storage.statistics.Statistics;
import dev.gatewaysync.sync.task.PeriodicTask;
import dev.gatewaysync.testkit.Infra;
import dev.gatewaysync.testkit.Proof;
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
    private static final int EVENTS = Proof.of("gateway.events", 1_000, 5_000);

    private static final long RESOURCES = (EVENTS - 1) / 10 * 10;

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
        publisher = new ConfirmedPublisher(factory, Duration.ofMinutes(2));
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
    void three_workers_record_each_event_and_milestone_once_while_redis_is_wiped_and_workers_come_and_go()
            throws Exception {
        for (int i = 0; i < 3; i++) {
            workers.add(worker());
        }
        // The first sync's count of 1 is the baseline; what the app reports after it is the later word, so it counts.
        await().atMost(Duration.ofSeconds(60)).until(() -> world.count("sync_run WHERE outcome = 'success'") >= 1);
        List<List<EventEnvelope>> parts = parts(Instant.now());
        for (int part = 0; part < parts.size(); part++) {
            publisher.publishShared(parts.get(part));
            if (part == 3) {
                Infra.start().wipeRedis();
            } else if (part == 5) {
                workers.remove(0).close();
                workers.add(worker());
            }
        }

        await().atMost(Duration.ofMinutes(5).plusMillis(6L * EVENTS)).until(() -> recorded() >= EVENTS);
        await().atMost(Duration.ofSeconds(60)).until(this::isHistoryQueueEmpty);
        // What the closed worker left in the outbox is another's once its claim has run out.
        await().atMost(Duration.ofMinutes(2)).until(() -> world.count("event_outbox") == 0);
        assertThat(recorded()).isEqualTo(EVENTS);
        assertThat(world.jdbc.queryForObject(
                        "SELECT SUM(total) FROM event_count WHERE type IN ('bug-fixed', 'stats-updated')", Long.class))
                .isEqualTo(EVENTS);
        List<Long> announced = announcedMilestones();
        assertThat(announced)
                .doesNotHaveDuplicates()
                .hasSizeGreaterThan(1)
                .contains(RESOURCES / 50 * 50)
                .containsExactlyInAnyOrderElementsOf(world.jdbc.queryForList(
                        "SELECT milestone FROM milestone WHERE event_id IS NOT NULL", Long.class));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> world.count("event WHERE type = 'milestone-reached'") == announced.size());
        assertThat(world.count("failed_message")).isZero();
        Statistics before = world.statistics.now();
        assertThat(before.resourceCount()).isEqualTo(RESOURCES);
        Infra.start().wipeRedis();
        assertThat(world.statistics.now()).isEqualTo(before);
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

    /** An event is published at least once, under one id; so each id counts once. */
    private List<Long> announcedMilestones() {
        Map<String, Long> byId = new HashMap<>();
        world.published().stream()
                .filter(event -> event.type() == BuiltInType.MILESTONE_REACHED)
                .forEach(event ->
                        byId.put(event.id(), event.data().path("milestone").asLong()));
        return List.copyOf(byId.values());
    }

    /**
     * All events in ten parts, every tenth a word of 10 resources more than the one before it, so that several workers see
     * the same milestone passed at the same time; each part out of order and with a tenth of the part before once more:
     * repeats come while the first is being recorded, and long after.
     */
    private static List<List<EventEnvelope>> parts(Instant start) {
        List<EventEnvelope> events = new ArrayList<>();
        for (int i = 0; i < EVENTS; i++) {
            GatewayEvent event =
                    i % 10 == 0 ? new StatsUpdated((long) i, 3L, null, null) : new BugFixed("b" + i, null, null);
            events.add(EventEnvelope.of(EventIds.next(), Source.MAIN_APP, start.plusMillis(i), event));
        }
        int size = EVENTS / 10;
        Random random = new Random(3);
        List<List<EventEnvelope>> parts = new ArrayList<>();
        for (int from = 0; from < EVENTS; from += size) {
            List<EventEnvelope> part = new ArrayList<>(events.subList(from, Math.min(from + size, EVENTS)));
            part.addAll(events.subList(Math.max(0, from - size / 10), Math.max(from, size / 10)));
            Collections.shuffle(part, random);
            parts.add(part);
        }
        return parts;
    }

    private ConfigurableApplicationContext worker() {
        Map<String, String> settings = new HashMap<>(Infra.start().settings());
        settings.put("WORKER_METRICS_PORT", "0");
        settings.put("MAIN_APP_URL", app.url().toString());
        settings.put("BACKUP_DIR", backups.toString());
        // However long a test takes, no second check is due.
        settings.put("UPTIME_INTERVAL", "1h");
        return Service.start(WorkerApplication.DEFINITION, new Settings(settings), false);
    }
}
