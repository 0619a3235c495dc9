package dev.gatewaysync.sync.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.ConnectionFactory;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.EventIds;
import dev.gatewaysync.events.Source;
import dev.gatewaysync.events.SyncRequested;
import dev.gatewaysync.messaging.ConfirmedPublisher;
import dev.gatewaysync.service.Service;
import dev.gatewaysync.service.settings.Settings;
import dev.gatewaysync.storage.Database;
import dev.gatewaysync.sync.TestMainApp;
import dev.gatewaysync.sync.WorkerApplication;
import dev.gatewaysync.sync.catalog.SyncKind;
import dev.gatewaysync.sync.catalog.SyncResult;
import dev.gatewaysync.testkit.Infra;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

class SyncScheduleIT {
    /** The common pool has a single thread on a small machine. */
    private final ExecutorService threads = Executors.newCachedThreadPool();

    private final List<ConfigurableApplicationContext> workers = new ArrayList<>();
    private Infra infra;
    private TestMainApp app;
    private Database database;
    private JdbcTemplate jdbc;

    @BeforeEach
    void start() {
        infra = Infra.start().wiped();
        database = infra.database();
        jdbc = new JdbcTemplate(database.dataSource());
        app = new TestMainApp();
        app.with("/data/categories.json", "{\"categories\": [{\"id\": \"fruit\", \"name\": \"Fruit\"}]}")
                .with(
                        "/data/fruit.json",
                        "{\"sections\": [{\"items\": [{\"name\": \"A\", \"url\": \"https://a.example\"}]}]}");
    }

    @AfterEach
    void stop() {
        workers.forEach(ConfigurableApplicationContext::close);
        threads.shutdownNow();
        app.close();
    }

    @Test
    void on_an_empty_database_one_worker_runs_a_full_sync_soon_and_a_restart_repeats_nothing() {
        SyncService first = worker(Map.of());
        worker(Map.of());

        everyWorkerLooksTwice();
        assertThat(runs("finished_at IS NOT NULL")).isEqualTo(1);
        assertThat(first.isOn()).isTrue();
        workers.remove(0).close();
        worker(Map.of());
        everyWorkerLooksTwice();
        assertThat(runs("1 = 1")).isEqualTo(1);
        assertThat(jdbc.queryForMap("SELECT * FROM sync_run"))
                .containsEntry("kind", "full")
                .containsEntry("trigger_name", "schedule")
                .containsEntry("outcome", "success");
    }

    @Test
    void a_sync_is_overdue_two_intervals_and_some_minutes_after_the_last_success_and_never_while_syncs_are_off() {
        worker(Map.of("QUICK_SYNC_INTERVAL", "30m"));
        everyWorkerLooksTwice();
        everyWorkerLooksTwice();
        long finished = value("SELECT finished_at FROM sync_run");
        // The worker's own tick, which had looked before the run, may write what it has seen last.
        await().untilAsserted(() -> {
            assertThat(value("SELECT overdue_at FROM schedule_state WHERE name = 'quick-sync'"))
                    .isEqualTo(finished + Duration.ofMinutes(65).toMillis());
            assertThat(value("SELECT overdue_at FROM schedule_state WHERE name = 'full-sync'"))
                    .isEqualTo(finished
                            + Duration.ofHours(48).plus(Duration.ofMinutes(5)).toMillis());
        });
        workers.remove(0).close();
        worker(Map.of("MAIN_APP_URL", ""));
        everyWorkerLooksTwice();
        assertThat(jdbc.queryForList("SELECT overdue_at FROM schedule_state WHERE overdue_at IS NOT NULL"))
                .isEmpty();
    }

    private long value(String sql) {
        Long value = jdbc.queryForObject(sql, Long.class);
        return value == null ? 0 : value;
    }

    @Test
    void missed_runs_are_caught_up_once() {
        long longAgo = Instant.now().minus(Duration.ofDays(10)).toEpochMilli();
        jdbc.update("""
                INSERT INTO sync_run (id, kind, trigger_name, started_at, finished_at, outcome, added, updated, removed,
                  requests, not_modified, bytes, problems)
                VALUES ('old', 'full', 'schedule', ?, ?, 'success', 0, 0, 0, 0, 0, 0, '[]')""", longAgo, longAgo);
        worker(Map.of());
        worker(Map.of());

        everyWorkerLooksTwice();
        assertThat(runs("finished_at IS NOT NULL")).isEqualTo(2);
        assertThat(runs("1 = 1")).isEqualTo(2);
        assertThat(runs("kind = 'quick'")).isZero();
    }

    @Test
    void a_request_joins_the_run_that_is_going_on_here_or_in_another_worker() {
        SyncService here = worker(Map.of());
        SyncService there = worker(Map.of());
        everyWorkerLooksTwice();
        // A request right behind the first run may still join it.
        await().until(() -> here.run(SyncKind.QUICK, "settle", false).trigger().equals("settle"));
        await().until(() ->
                there.run(SyncKind.QUICK, "settled", false).trigger().equals("settled"));
        long before = runs("1 = 1");
        CompletableFuture<Void> answer = new CompletableFuture<>();
        app.answer("/data/fruit.json", exchange -> {
            answer.join();
            TestMainApp.send(exchange, 500, new byte[0]);
        });

        CompletableFuture<SyncResult> first =
                CompletableFuture.supplyAsync(() -> here.run(SyncKind.FULL, "first", false), threads);
        await().until(() -> runs("finished_at IS NULL") == 1);
        Map<String, Thread> asking = new ConcurrentHashMap<>();
        CompletableFuture<SyncResult> second = CompletableFuture.supplyAsync(
                () -> {
                    asking.put("second", Thread.currentThread());
                    return here.run(SyncKind.QUICK, "second", false);
                },
                threads);
        CompletableFuture<SyncResult> third = CompletableFuture.supplyAsync(
                () -> {
                    asking.put("third", Thread.currentThread());
                    return there.run(SyncKind.QUICK, "third", false);
                },
                threads);
        // Whoever asks only when the run is over gets one of their own.
        await().until(() -> isIn(asking.get("second"), "join") && isIn(asking.get("third"), "pause"));
        await().during(Duration.ofSeconds(1)).until(() -> runs("1 = 1") == before + 1);
        answer.complete(null);

        String id = first.join().runId();
        assertThat(second.join().runId()).isEqualTo(id);
        assertThat(third.join().runId()).isEqualTo(id);
        assertThat(third.join().problems()).containsExactly("fruit: HTTP 500");
        assertThat(runs("1 = 1")).isEqualTo(before + 1);
    }

    private static boolean isIn(@Nullable Thread thread, String method) {
        StackTraceElement[] frames = thread == null ? new StackTraceElement[0] : thread.getStackTrace();
        return Stream.of(frames).anyMatch(frame -> frame.getMethodName().equals(method));
    }

    @Test
    void a_requested_sync_runs_once_and_its_request_names_the_run() throws Exception {
        worker(Map.of());
        worker(Map.of());
        everyWorkerLooksTwice();
        assertThat(runs("finished_at IS NOT NULL")).isEqualTo(1);
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(infra.rabbitmqUrl());
        EventEnvelope event = EventEnvelope.of(
                EventIds.next(), Source.DISCORD, Instant.now(), new SyncRequested("quick", "someone", null));
        try (ConfirmedPublisher publisher = new ConfirmedPublisher(factory, Duration.ofSeconds(60))) {
            publisher.publish(event);
            publisher.publish(event);
        }

        await().atMost(Duration.ofSeconds(60)).until(() -> runs("trigger_name = 'request:" + event.id() + "'") == 1);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> !jdbc.queryForList(
                                "SELECT 1 FROM sync_request q JOIN sync_run r ON r.id = q.run_id WHERE q.event_id = ?",
                                event.id())
                        .isEmpty());
        everyWorkerLooksTwice();
        assertThat(runs("1 = 1")).isEqualTo(2);
    }

    @Test
    void without_a_main_app_nothing_runs() {
        SyncService service = worker(Map.of("MAIN_APP_URL", ""));

        assertThat(service.isOn()).isFalse();
        everyWorkerLooksTwice();
        assertThat(runs("1 = 1")).isZero();
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> service.run(SyncKind.QUICK, "test", false))
                .isInstanceOf(SyncsAreOffException.class);
    }

    /** All of them at once, beside their own ticks; when this returns, whatever was due has run. */
    private void everyWorkerLooksTwice() {
        for (int round = 0; round < 2; round++) {
            List<CompletableFuture<Void>> looks = workers.stream()
                    .map(worker -> worker.getBean(SyncSchedule.class))
                    .map(schedule -> CompletableFuture.runAsync(schedule::tick, threads))
                    .toList();
            looks.forEach(CompletableFuture::join);
            // One whose own tick has the lock may not have begun its run yet.
            await().atMost(Duration.ofSeconds(60)).until(() -> runs("finished_at IS NULL") == 0 && !isAnyDue());
        }
    }

    private boolean isAnyDue() {
        return workers.stream()
                .filter(worker -> worker.getBean(SyncService.class).isOn())
                .map(worker -> worker.getBean(SyncSchedule.class))
                .anyMatch(schedule -> schedule.isDue(SyncKind.FULL) || schedule.isDue(SyncKind.QUICK));
    }

    /** As a newer program may have written it. Before, no sync ran any more. */
    @Test
    void a_request_that_cannot_be_answered_is_given_up_and_the_schedule_goes_on() {
        jdbc.update("INSERT INTO sync_request (event_id, kind, requested_at) VALUES ('odd', 'sideways', 1)");
        jdbc.update("INSERT INTO sync_request (event_id, kind, requested_at) VALUES ('next', 'quick', 2)");
        worker(Map.of());
        await().atMost(Duration.ofSeconds(60))
                .until(() -> jdbc.queryForList("SELECT 1 FROM sync_request WHERE run_id IS NULL")
                        .isEmpty());
        assertThat(jdbc.queryForObject("SELECT run_id FROM sync_request WHERE event_id = 'odd'", String.class))
                .isEqualTo("failed");
        assertThat(runs("kind = 'full'")).isEqualTo(1);
    }

    @Test
    void a_catalogue_of_gateway_yml_is_synced_without_a_main_app(@TempDir Path folder) throws Exception {
        app.with("/feed", "{\"items\": [{\"id\": \"1\", \"url\": \"/1\", \"title\": \"One\"}]}");
        Path file = Files.writeString(
                folder.resolve("own.yml"), "version: 1\ncatalogue: { format: feed, url: \"${SHOP}/feed\" }\n");

        SyncService service = worker(Map.of(
                "MAIN_APP_URL",
                "",
                "GATEWAY_CONFIG",
                file.toString(),
                "SHOP",
                app.url().toString(),
                "APP_NAME",
                "Our Shop"));

        assertThat(service.isOn()).isTrue();
        assertThat(service.run(SyncKind.FULL, "test", false).resources()).isEqualTo(1);
        assertThat(jdbc.queryForObject("SELECT id || ' ' || name FROM catalog_category", String.class))
                .isEqualTo("general Our Shop");
        assertThat(app.requests())
                .extracting(TestMainApp.Request::authorization)
                .containsOnlyNulls();
    }

    private SyncService worker(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(infra.settings());
        settings.put("WORKER_METRICS_PORT", "0");
        settings.put("MAIN_APP_URL", app.url().toString());
        settings.putAll(more);
        ConfigurableApplicationContext context =
                Service.start(WorkerApplication.DEFINITION, new Settings(settings), false);
        workers.add(context);
        return context.getBean(SyncService.class);
    }

    private long runs(String condition) {
        Long count = jdbc.queryForObject("SELECT count(*) FROM sync_run WHERE " + condition, Long.class);
        return count == null ? 0 : count;
    }
}
