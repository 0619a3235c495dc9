package dev.gatewaysync.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What an operator sees of an outage of Discord: within a minute of its beginning, and of its end. */
class DegradedE2E {

    @TempDir
    Path directory;

    @Test
    void while_discord_answers_503_health_console_and_metrics_say_so_and_nothing_is_lost() throws Exception {
        try (RunningGateway running = RunningGateway.start(directory, Map.of())) {
            ConsoleClient console = new ConsoleClient(
                    running.gateway.consoleUrl().toString(),
                    running.gateway.settings().text("OPS_TOKEN").orElseThrow());
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> running.client.get("/health").path("discord").asString(""), "simulator"::equals);
            running.discord.faults().always("*", ".*").failBeforeCommit(503, "{}");
            running.client.postUntilAccepted("k1", "{\"type\":\"bug-fixed\",\"data\":{\"title\":\"Umlauts\"}}");

            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
                JsonNode health = running.client.get("/health");
                assertThat(health.path("status").asString("")).isEqualTo("degraded");
                assertThat(health.path("discord").asString("")).isEqualTo("degraded");
                assertThat(health.at("/problems/0/part").asString("")).isEqualTo("discord");
                assertThat(health.at("/problems/0/reason").asString("")).startsWith("Discord answers 503 to POST ");
            });
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() ->
                            assertThat(console.get("/status").toString()).contains("Discord answers 503 to POST "));

            running.discord.faults().clear();
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> running.client.get("/health").path("status").asString(""), "healthy"::equals);
            // Any request that Discord answers well ends the outage, and not the card's alone.
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(running.cards("updates")).hasSize(1));
        }
    }
}
