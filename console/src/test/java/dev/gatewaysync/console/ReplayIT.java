package dev.gatewaysync.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.Delivery;
import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.testkit.Infra;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ReplayIT {
    private Map<String, String> infra;
    private RunningConsole console;

    @BeforeEach
    void start() {
        infra = Infra.start().wiped().settings();
        console = RunningConsole.start(infra);
    }

    @AfterEach
    void stop() {
        console.close();
    }

    @Test
    void a_replay_goes_back_to_its_queue_without_the_brokers_headers_and_says_who() {
        FailedRows.add(console.database(), "m1", "history", "broken", 1_000);
        JsonNode done = replayed("{\"ids\":[\"m1\"],\"dryRun\":false,\"why\":\"mended\"}");
        assertThat(done.path("sent").asInt(0)).isEqualTo(1);

        List<Delivery> sent = console.take("history");
        assertThat(sent).hasSize(1);
        assertThat(console.take("discord")).isEmpty();
        assertThat(text(sent.get(0))).isEqualTo("{\"id\":\"event-m1\",\"type\":\"bug-fixed\"}");
        assertThat(sent.get(0).getProperties().getMessageId()).isEqualTo("event-m1");
        assertThat(sent.get(0).getProperties().getHeaders().keySet())
                .contains("replayed-by", "kept", "gateway-first-failed-at")
                .doesNotContain("x-death", "x-delivery-count", "gateway-error");
        assertThat(console.api("/failed").path("total").asInt(-1)).isZero();
        assertThat(console.api("/failed/m1").path("status").asString("")).isEqualTo("replayed");
    }

    @Test
    void without_a_word_about_dry_run_nothing_is_sent() {
        FailedRows.add(console.database(), "m1", "history", "broken", 1_000);
        HttpResponse<String> plan = console.post("/api/v1/failed/replay", RunningConsole.OPS, "{\"all\":true}");
        assertThat(plan.statusCode()).isEqualTo(200);
        assertThat(EventJson.mapper().readTree(plan.body()).path("count").asInt(0))
                .isEqualTo(1);
        assertThat(console.api("/failed/replays").path("replays").size()).isZero();
        assertThat(console.post("/api/v1/failed/replay", RunningConsole.OPS, "{\"dryRun\":false}")
                        .statusCode())
                .as("all is never meant by accident")
                .isEqualTo(400);
    }

    @Test
    void what_fails_again_is_open_again_and_not_sent_in_a_loop() {
        FailedRows.add(console.database(), "m1", "history", "broken", 1_000);
        String id = replayed("{\"ids\":[\"m1\"],\"dryRun\":false}").path("id").asString("");
        FailedRows.add(console.database(), "m1", "history", "broken", 2_000);

        assertThat(console.api("/failed").at("/failed/0/replays").asInt(0)).isEqualTo(1);
        assertThat(console.api("/failed/replays/" + id).path("failedAgain").asInt(0))
                .isEqualTo(1);
        assertThat(console.take("history")).hasSize(1);
    }

    @Test
    void a_message_with_no_queue_to_go_to_is_skipped() {
        FailedRows.add(console.database(), "m1", "amq.gone", "broken", 1_000);
        JsonNode done = replayed("{\"all\":true,\"dryRun\":false}");
        assertThat(done.path("skipped").asInt(0)).isEqualTo(1);
        assertThat(console.api("/failed").path("total").asInt(0))
                .as("it stays open")
                .isEqualTo(1);
    }

    @Test
    void another_console_goes_on_where_a_dead_one_was() {
        for (int i = 0; i < 40; i++) {
            FailedRows.add(console.database(), "m%02d".formatted(i), "history", "broken", 1_000 + i);
        }
        String id = started("{\"all\":true,\"dryRun\":false,\"rate\":20}");
        await().until(() -> progress(id).path("sent").asInt(0) >= 10);
        console.close();
        console = RunningConsole.start(infra);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> progress(id).path("status").asString("").equals("done"));
        assertThat(console.take("history").stream().map(ReplayIT::text))
                .hasSize(40)
                .doesNotHaveDuplicates()
                .isSorted();
    }

    @Test
    void a_replay_can_be_stopped() {
        for (int i = 0; i < 30; i++) {
            FailedRows.add(console.database(), "m" + i, "history", "broken", 1_000 + i);
        }
        // As slowly as can be: a stop on a busy machine takes a while.
        String id = started("{\"all\":true,\"dryRun\":false,\"rate\":1}");
        await().until(() -> progress(id).path("sent").asInt(0) >= 2);
        console.post("/api/v1/failed/replays/" + id + "/cancel", RunningConsole.OPS, "");
        assertThat(progress(id).path("status").asString("")).isEqualTo("cancelled");
        assertThat(console.api("/failed").path("total").asInt(0)).isGreaterThan(20);
    }

    @Test
    void a_full_queue_makes_a_replay_wait() {
        for (int i = 0; i < 70; i++) {
            FailedRows.add(console.database(), "m" + i, "history", "broken", 1_000 + i);
        }
        String id = started("{\"all\":true,\"dryRun\":false,\"rate\":100}");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> progress(id).path("note").isString());
        assertThat(progress(id).path("sent").asInt(0)).isEqualTo(50);
        List<Delivery> taken = new ArrayList<>();
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            taken.addAll(console.take("history"));
            return progress(id).path("status").asString("").equals("done");
        });
        taken.addAll(console.take("history"));
        assertThat(taken).hasSize(70);
    }

    /** Before, each was tried again every 15 seconds for ever. */
    @Test
    void what_cannot_be_sent_is_skipped_with_its_reason_and_the_others_go() {
        FailedRows.add(console.database(), "m1", "history", "broken", 1_000, "{\"gateway-body-encoding\":\"base64\"}");
        FailedRows.add(console.database(), "m2", "history", "broken", 1_001, "these are no headers");
        FailedRows.add(console.database(), "m3", "history", "broken", 1_002);
        JsonNode done = replayed("{\"all\":true,\"dryRun\":false}");
        assertThat(done.path("skipped").asInt(0)).isEqualTo(2);
        assertThat(done.path("sent").asInt(0)).isEqualTo(1);
        assertThat(console.take("history")).hasSize(1);
        assertThat(console.api("/failed/m2").path("status").asString("")).isEqualTo("open");
    }

    private String started(String wanted) {
        HttpResponse<String> answer = console.post("/api/v1/failed/replay", RunningConsole.OPS, wanted);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return EventJson.mapper().readTree(answer.body()).path("replay").asString("");
    }

    private JsonNode replayed(String wanted) {
        String id = started(wanted);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> progress(id).path("status").asString("").equals("done"));
        return progress(id);
    }

    private JsonNode progress(String id) {
        return console.api("/failed/replays/" + id);
    }

    private static String text(Delivery message) {
        return new String(message.getBody(), StandardCharsets.UTF_8);
    }
}
