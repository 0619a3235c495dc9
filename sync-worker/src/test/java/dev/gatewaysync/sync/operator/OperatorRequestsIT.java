package dev.gatewaysync.sync.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.service.Service;
import dev.gatewaysync.service.settings.Settings;
import dev.gatewaysync.storage.Database;
import dev.gatewaysync.storage.operator.OperatorRequest;
import dev.gatewaysync.storage.operator.OperatorRequests;
import dev.gatewaysync.sync.TestMainApp;
import dev.gatewaysync.sync.WorkerApplication;
import dev.gatewaysync.sync.task.PeriodicTask;
import dev.gatewaysync.testkit.Infra;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

class OperatorRequestsIT {
    private static final String FRUIT =
            "{\"sections\": [{\"items\": [{\"name\": \"A\", \"url\": \"https://a.example\"}]}]}";

    @TempDir
    static Path backups;

    private static TestMainApp app;
    private static Database database;
    private static OperatorRequests requests;
    private static ConfigurableApplicationContext worker;

    /** One worker for all: what they ask for does not get in each other's way. */
    @BeforeAll
    static void start() {
        Infra infra = Infra.start().wiped();
        database = infra.database();
        requests = new OperatorRequests(database.jdbc(), InstantSource.system());
        app = new TestMainApp();
        app.with("/data/categories.json", "{\"categories\": [{\"id\": \"fruit\", \"name\": \"Fruit\"}]}")
                .with("/data/fruit.json", FRUIT);
        Map<String, String> settings = new HashMap<>(infra.settings());
        settings.put("WORKER_METRICS_PORT", "0");
        settings.put("MAIN_APP_URL", app.url().toString());
        settings.put("BACKUP_DIR", backups.toString());
        worker = Service.start(WorkerApplication.DEFINITION, new Settings(settings), false);
        // A request that comes while it runs joins it, and tells no progress of its own.
        await().atMost(Duration.ofSeconds(60)).until(() -> runs("full") >= 1);
    }

    @AfterAll
    static void stop() {
        worker.close();
        app.close();
    }

    @Test
    void a_sync_is_answered_with_its_result() {
        OperatorRequest.Answer answer = ask("sync", "{\"mode\":\"full\"}");

        assertThat(answer.outcome()).isEqualTo("success");
        var result = Objects.requireNonNull(answer.result());
        assertThat(result.path("outcome").asString()).isEqualTo("success");
        assertThat(result.path("resources").asLong()).isEqualTo(1);
        assertThat(result.path("lines").get(0).path("name").asString()).isEqualTo("Fruit");
        assertThat(result.path("durationMs").isNumber()).isTrue();
    }

    @Test
    void an_operator_sees_how_far_a_sync_is() {
        CompletableFuture<Void> answer = new CompletableFuture<>();
        app.answer("/data/fruit.json", exchange -> {
            answer.join();
            TestMainApp.send(exchange, 404, new byte[0]);
        });
        try {
            String id = requests.submit(
                    "sync-worker", "sync", EventJson.mapper().createObjectNode().put("mode", "quick"), "test");
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> requests.find(id)
                            .map(OperatorRequest::answer)
                            .filter(said ->
                                    said.progress() == 5 && said.message().equals("Reading the categories: 0 of 1"))
                            .isPresent());
        } finally {
            answer.complete(null);
            app.with("/data/fruit.json", FRUIT);
        }
    }

    @Test
    void what_cannot_be_done_is_answered_with_the_reason() {
        assertThat(ask("sync", "{\"mode\":\"slow\"}").message()).isEqualTo("mode must be quick or full");
        assertThat(ask("dance", "{}").message()).contains("There is no request 'dance'", "schedule-pause", "sync");
        assertThat(ask("schedule-pause", "{\"schedule\":\"x\"}").outcome()).isEqualTo("failed");
    }

    @Test
    void a_paused_schedule_does_not_run_until_it_is_resumed_but_a_request_does() {
        await().atMost(Duration.ofSeconds(60)).until(() -> runs("full") >= 1);
        assertThat(ask("schedule-pause", "{\"schedule\":\"quick-sync\"}").outcome())
                .isEqualTo("success");
        ask("sync", "{\"mode\":\"quick\"}");
        database.jdbc()
                .sql("UPDATE sync_run SET finished_at = finished_at - 7200000")
                .update();
        long before = runs("quick");
        PeriodicTask ticks = worker.getBean("syncTicks", PeriodicTask.class);

        ticks.runNow();
        ticks.runNow();
        assertThat(runs("quick")).isEqualTo(before);
        ask("schedule-resume", "{\"schedule\":\"quick-sync\"}");
        ticks.runNow();
        await().atMost(Duration.ofSeconds(60)).until(() -> runs("quick") == before + 1);
        await().atMost(Duration.ofSeconds(60)).until(() -> planned() == 2);
    }

    @Test
    void a_history_is_imported_backed_up_verified_and_restored() {
        OperatorRequest.Answer imported = ask("import", """
                {"updates":[{"id":"a","timestamp":"2025-01-02T00:00:00Z","type":"bug-fixed"},{"id":"b"}]}""");
        assertThat(imported.result()).hasToString("""
                {"imported":1,"skipped":0,"refused":[{"index":1,"problem":"updates[1] has no type"}]}""");

        var made = Objects.requireNonNull(ask("backup-create", "{}").result());
        String file = made.path("file").asString();
        assertThat(backups.resolve(file)).hasSize(made.path("size").asLong());
        database.jdbc().sql("DELETE FROM event WHERE id = 'a'").update();
        String name = "{\"file\":\"" + file + "\"}";
        assertThat(Objects.requireNonNull(ask("backup-verify", name).result())
                        .path("ok")
                        .asBoolean())
                .isTrue();
        assertThat(ask("backup-restore", name).outcome()).isEqualTo("success");
        assertThat(database.jdbc()
                        .sql("SELECT count(*) FROM event WHERE id = 'a'")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        assertThat(Objects.requireNonNull(
                                ask("backup-verify", "{\"file\":\"nothing\"}").result())
                        .path("problem")
                        .asString())
                .startsWith("There is no file");
        assertThat(ask("backup-restore", "{\"file\":\"nothing\"}").message()).startsWith("There is no file");
    }

    private static long planned() {
        return database.jdbc()
                .sql("SELECT count(*) FROM schedule_state"
                        + " WHERE name IN ('quick-sync', 'full-sync') AND next_run_at > last_run_at")
                .query(Long.class)
                .single();
    }

    private static long runs(String kind) {
        return database.jdbc()
                .sql("SELECT count(*) FROM sync_run WHERE finished_at IS NOT NULL AND kind = :kind")
                .param("kind", kind)
                .query(Long.class)
                .single();
    }

    private OperatorRequest.Answer ask(String kind, String arguments) {
        String id = requests.submit("sync-worker", kind, EventJson.mapper().readTree(arguments), "test");
        return await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> requests.find(id).map(OperatorRequest::answer).orElse(null),
                        answer -> answer != null && answer.isFinished());
    }
}
