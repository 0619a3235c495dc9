package dev.gatewaysync.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.service.reload.ConfigVotes;
import dev.gatewaysync.testkit.Infra;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Services, here two consoles, take a changed gateway.yml together or not at all. */
class ConfigReloadIT {
    private static final String ONE = "version: 1\ntypes: { order-placed: { fields: { item: text! } } }\n";
    private static final String TWO = "version: 1\ntypes: { order-paid: { fields: { item: text! } } }\n";

    @TempDir
    Path folder;

    private RunningConsole console;
    private RunningConsole other;

    @BeforeEach
    void start() throws IOException {
        Map<String, String> infra = new HashMap<>(Infra.start().wiped().settings());
        infra.put("GATEWAY_CONFIG", write("shared.yml", ONE).toString());
        console = RunningConsole.start(infra);
        Map<String, String> own = new HashMap<>(infra);
        own.put("GATEWAY_CONFIG", write("own.yml", ONE).toString());
        other = RunningConsole.start(own);
        // Both have the same hash, and a reload asks only those that have told theirs.
        await().atMost(Duration.ofSeconds(60)).until(() -> running() == 2);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> config().at("/services/console").size() == 1
                        && config().path("hash").asString().length() == 64);
    }

    @AfterEach
    void stop() {
        console.close();
        other.close();
    }

    @Test
    void all_take_the_same_file_anew() throws IOException {
        String before = config().path("hash").asString();
        write("shared.yml", TWO);
        write("own.yml", TWO);

        HttpResponse<String> answer = reload();

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(json(answer).path("hash").asString()).isNotEqualTo(before);
        assertThat(config().path("hash")).isEqualTo(json(answer).path("hash"));
        await().untilAsserted(() -> {
            JsonNode health = json(console.send(console.request("/health")));
            assertThat(health.path("status").asString()).isEqualTo("healthy");
            assertThat(health.at("/config/hash")).isEqualTo(json(answer).path("hash"));
        });
        assertThat(page(console)).contains("order-paid").doesNotContain("order-placed");
        // A reload does not wait longer than ten seconds for all to have done it.
        await().untilAsserted(() -> {
            assertThat(page(other)).contains("order-paid").doesNotContain("order-placed");
        });
    }

    @Test
    void a_mistake_in_one_file_changes_none() throws IOException {
        write("shared.yml", TWO);
        write("own.yml", TWO + "typos: {}\n");

        HttpResponse<String> answer = reload();

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(json(answer).path("detail").asString())
                .contains("Nothing has changed", "own.yml:3:1: 'typos' is not known here, did you mean 'types'?");
        assertThat(page(console)).contains("order-placed").doesNotContain("order-paid");
        assertThat(page(other)).contains("order-placed").doesNotContain("order-paid");
    }

    @Test
    void different_files_change_nothing_and_are_told_apart() throws IOException {
        write("shared.yml", TWO);

        HttpResponse<String> answer = reload();

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(json(answer).path("detail").asString()).contains("the services read different files");
        assertThat(page(console)).contains("order-placed").doesNotContain("order-paid");
    }

    @Test
    void replicas_that_run_by_different_files_are_an_alert() throws IOException {
        Map<String, String> third = new HashMap<>(Infra.start().settings());
        third.put("GATEWAY_CONFIG", write("third.yml", TWO).toString());
        try (RunningConsole different = RunningConsole.start(third)) {
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(
                                    console.api("/status").path("needs").toString())
                            .contains("different gateway.yml files"));
        }
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () -> assertThat(console.api("/status").path("needs").toString())
                                .doesNotContain("different gateway.yml files"));
    }

    private HttpResponse<String> reload() {
        return console.post("/api/v1/config/reload", RunningConsole.OPS, "{}");
    }

    private int running() {
        return console.bean(ConfigVotes.class).running(Instant.now()).size();
    }

    private JsonNode config() {
        return console.api("/status").path("config");
    }

    private static String page(RunningConsole of) {
        String session = of.session(RunningConsole.OPS);
        return of.send(of.request("/send").header("Cookie", session)).body();
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return EventJson.mapper().readTree(answer.body());
    }
}
