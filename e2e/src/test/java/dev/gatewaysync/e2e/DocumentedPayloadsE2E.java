package dev.gatewaysync.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class DocumentedPayloadsE2E {
    @TempDir
    Path directory;

    @Test
    void each_of_the_five_is_accepted_and_seen_once_where_it_belongs() throws Exception {
        try (RunningGateway running = RunningGateway.start(directory, Map.of())) {
            List<String> ids = new ArrayList<>();
            for (String body : Documented.ALL) {
                HttpResponse<String> response = running.client.post(body);
                assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
                JsonNode answer = WebhookClient.JSON.readTree(response.body());
                assertThat(answer.get("success").asBoolean()).isTrue();
                assertThat(answer.get("message").asString()).isEqualTo("Update accepted");
                assertThat(answer.get("duplicate").asBoolean()).isFalse();
                ids.add(answer.get("id").asString());
            }
            for (String id : ids) {
                await().atMost(Duration.ofSeconds(60))
                        .ignoreExceptions()
                        .until(() -> running.client
                                .get("/updates/" + id)
                                .path("synced")
                                .asBoolean(false));
            }

            // The simulator's gateway is found through its API alone, as a real bot finds Discord's.
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> running.client.get("/health").path("discord").asString(""), "simulator"::equals);

            List<JsonNode> updates = running.cards("updates");
            assertThat(updates).hasSize(4);
            assertThat(title(updates.get(0))).contains("v2.1.0");
            assertThat(updates.get(0).toString()).contains("New features", "Bug fixes", "https://your-app.com");
            assertThat(title(updates.get(1))).contains("Amazing Tool");
            assertThat(updates.get(1).toString())
                    .contains("https://amazingtool.com", "Does amazing things", "AI Tools", "productivity");
            assertThat(title(updates.get(2))).contains("AI Search");
            assertThat(updates.get(2).path("image").path("url").asString())
                    .isEqualTo("https://image.com/screenshot.png");
            assertThat(updates.get(3).toString()).contains("Performing database updates", "30 minutes");
            assertThat(updates)
                    .allSatisfy(card -> assertThat(card.get("color").asInt()).isPositive());

            assertThat(running.cards("ai-tools"))
                    .singleElement()
                    .satisfies(card -> assertThat(card.toString()).contains("Amazing Tool", "https://amazingtool.com"));
            // Each of the pinned messages is made beside the cards, and pinned when it is there.
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(running.discord.messages("welcome-and-start-here"))
                            .singleElement()
                            .satisfies(message -> {
                                assertThat(message.pinned()).isTrue();
                                assertThat(message.embeds().toString())
                                        .contains("600", "16")
                                        .containsPattern("1[,. ]?500");
                            }));
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(running.discord.messages("categories-overview"))
                            .singleElement()
                            .satisfies(message -> assertThat(message.pinned()).isTrue()));
            assertThat(running.discord.counters().toString()).isNotBlank();
            assertThat(running.discord.requests()).noneMatch(request -> request.status() == 429);

            // A database that does not answer within a second is taken for one that is away.
            JsonNode stats = await().atMost(Duration.ofSeconds(60))
                    .until(() -> running.client.get("/stats"), told -> told.has("resourceCount"));
            assertThat(stats.path("resourceCount").asInt()).isEqualTo(600);
            assertThat(stats.path("updates").path("byType").path("app-deployed").asInt())
                    .isEqualTo(1);
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(running.client
                                    .get("/updates/recent?count=20")
                                    .path("updates")
                                    .size())
                            .isGreaterThanOrEqualTo(5));
        }
    }

    private static String title(JsonNode card) {
        return card.path("title").asString();
    }
}
