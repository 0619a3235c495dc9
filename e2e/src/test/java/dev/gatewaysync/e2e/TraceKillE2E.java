package dev.gatewaysync.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatewaysync.simulator.DiscordSimulator;
import dev.gatewaysync.simulator.SimulatorSettings;
import dev.gatewaysync.testkit.OtlpReceiver;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** One event, refused by Discord, the gateway killed over it and started again: all of it is one trace. */
@Order(7)
@Tag("self-contained")
class TraceKillE2E {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String CALLER = "00f067aa0ba902b7";

    @TempDir
    Path directory;

    @Test
    void what_is_sent_after_a_kill_is_in_the_trace_that_the_caller_began() throws Exception {
        try (DiscordSimulator discord = DiscordSimulator.start(SimulatorSettings.standard());
                OtlpReceiver collector = OtlpReceiver.start();
                GatewayProcess gateway = new GatewayProcess(directory, settings(discord, collector))) {
            gateway.start();
            discord.faults().always("POST", "/(webhooks|channels)/").failBeforeCommit(503, "{}");
            String id = post(gateway, "bug", "00-" + TRACE + "-" + CALLER + "-01");
            await().atMost(Duration.ofMinutes(2))
                    .untilAsserted(() -> assertThat(collector.spansOf(TRACE))
                            .extracting(OtlpReceiver.Received::name)
                            .contains("POST webhook", "record", "plan", "discord message"));
            gateway.kill();
            discord.faults().clear();
            gateway.start();
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> messages(collector, TRACE).stream().anyMatch(span -> !span.hasFailed()));

            OtlpReceiver.Received request = named(collector, "POST webhook");
            assertThat(request.parentId()).isEqualTo(CALLER);
            assertThat(request.service()).isEqualTo("ingest-api");
            assertThat(request.attributes()).containsEntry("gateway.event.id", id);
            assertThat(collector.spansOf(TRACE))
                    .filteredOn(span -> !span.name().equals("POST webhook"))
                    .allSatisfy(span -> assertThat(span.parentId()).isEqualTo(request.spanId()));
            assertThat(named(collector, "record").service()).isEqualTo("sync-worker");
            assertThat(messages(collector, TRACE))
                    .hasSizeGreaterThan(1)
                    .anySatisfy(span -> assertThat(span.hasFailed()).isTrue())
                    .allSatisfy(span -> assertThat(span.service()).isEqualTo("discord-publisher"));
            await().atMost(Duration.ofMinutes(1)).until(() -> traceOf(gateway, id), TRACE::equals);

            String own = post(gateway, "other", "00-" + TRACE + "-nonsense-01");
            String ownTrace =
                    await().atMost(Duration.ofMinutes(1)).until(() -> traceOf(gateway, own), trace -> !trace.isEmpty());
            assertThat(ownTrace).isNotEqualTo(TRACE).hasSize(32);
            assertThat(gateway.terminate()).isZero();
            assertThat(messages(collector, TRACE).getFirst().attributes())
                    .containsEntry("gateway.delivery.target", "announcements");
            assertThat(Files.readString(gateway.log())).contains("\"trace_id\":\"" + TRACE + "\"");
        }
    }

    private static Map<String, String> settings(DiscordSimulator discord, OtlpReceiver collector) {
        return new HashMap<>(Map.of(
                "DISCORD_API_URL", discord.apiUrl(),
                "DISCORD_WEBHOOK_URL", discord.webhookUrl(),
                "DISCORD_TOKEN", discord.botToken(),
                "GUILD_ID", discord.guildId(),
                "LOG_FORMAT", "json",
                "OTLP_ENDPOINT", collector.url()));
    }

    private static String post(GatewayProcess gateway, String title, String traceparent) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(gateway.client().url() + "/webhook/updates"))
                .header("Authorization", "Bearer " + GatewayProcess.SECRET)
                .header("Content-Type", "application/json")
                .header("traceparent", traceparent)
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"type\":\"bug-fixed\",\"data\":{\"title\":\"" + title + "\"}}"))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            JsonNode answer = WebhookClient.JSON.readTree(
                    http.send(request, HttpResponse.BodyHandlers.ofString()).body());
            return answer.path("id").asString();
        }
    }

    private static String traceOf(GatewayProcess gateway, String id) throws Exception {
        return gateway.client().get("/updates/" + id).path("traceId").asString("");
    }

    private static OtlpReceiver.Received named(OtlpReceiver collector, String name) {
        return collector.spansOf(TRACE).stream()
                .filter(span -> span.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<OtlpReceiver.Received> messages(OtlpReceiver collector, String trace) {
        return collector.spansOf(trace).stream()
                .filter(span -> span.name().equals("discord message"))
                .toList();
    }
}
