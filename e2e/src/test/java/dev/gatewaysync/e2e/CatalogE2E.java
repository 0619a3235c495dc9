package dev.gatewaysync.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatewaysync.simulator.interaction.SimulatedInteraction;
import dev.gatewaysync.standalone.DemoWebServer;
import dev.gatewaysync.sync.WorkerApplication;
import dev.gatewaysync.sync.catalog.SyncKind;
import dev.gatewaysync.sync.schedule.SyncService;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class CatalogE2E {
    @TempDir
    Path directory;

    @Test
    void a_first_sync_announces_nothing_and_a_later_one_what_is_new_also_when_a_member_asks_for_it() throws Exception {
        Map<String, byte[]> files = new HashMap<>();
        files.put("/data/categories.json", bytes("""
                {"categories": [
                  {"id": "tools", "name": "Tools & Utilities", "emoji": "🛠️", "path": "/categories/tools/", "count": 3},
                  {"id": "ghost", "name": "Ghost", "path": "/categories/ghost-town/", "count": 5}],
                 "metadata": {"totalCategories": 2, "totalPlatforms": 8}}"""));
        files.put("/data/tools.json", bytes(tools("")));
        try (DemoWebServer site = DemoWebServer.start(0, files);
                RunningGateway running = RunningGateway.start(directory, Map.of("MAIN_APP_URL", site.url()))) {
            awaitStatistics(running, "2");
            JsonNode stats = awaitFirstSync(running);
            assertThat(stats.path("counted").path("resourceCount").asInt()).isEqualTo(2);
            assertThat(stats.path("drift").path("resources").asInt()).isEqualTo(6);
            assertThat(stats.path("drift").path("categories").asInt()).isEqualTo(1);
            assertThat(running.cards("updates")).isEmpty();

            assertNothingHappensWithUnchangedData(running, site);

            site.put("/data/tools.json", tools(", {\"name\": \"Hammer\", \"url\": \"https://hammer.example/\"}"));
            running.gateway
                    .part(WorkerApplication.DEFINITION, SyncService.class)
                    .run(SyncKind.QUICK, "test", false);
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> running.cards("tools").size() == 1);
            assertThat(running.cards("tools").get(0).toString()).contains("Hammer");
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> running.cards("updates").size() == 1);
            awaitStatistics(running, "3");

            site.put(
                    "/data/tools.json",
                    tools(", {\"name\": \"Hammer\", \"url\": \"https://hammer.example/\"},"
                            + " {\"name\": \"Anvil\", \"url\": \"https://anvil.example/\"}"));
            assertAMemberIsToldWhatASyncFound(running);
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> running.cards("tools").toString().contains("Anvil"));
        }
    }

    private static void assertAMemberIsToldWhatASyncFound(RunningGateway running) {
        awaitCommands(running);
        SimulatedInteraction asked = askedForASync(running);
        await().atMost(Duration.ofSeconds(90))
                .untilAsserted(() -> assertThat(
                                asked.reply().map(reply -> reply.embeds().toString()))
                        .hasValueSatisfying(reply -> assertThat(reply)
                                .contains("Full sync finished")
                                .contains("Added")
                                .contains("\"1\"")));
    }

    /** A bot that does not answer within three seconds is not heard, and has done nothing: then a member asks again. */
    private static SimulatedInteraction askedForASync(RunningGateway running) {
        for (int tries = 1; ; tries++) {
            SimulatedInteraction asked = running.discord.slash("sync-now", Map.of("kind", "full"));
            try {
                await().atMost(Duration.ofSeconds(10))
                        .until(() -> asked.acknowledgedAfter().isPresent());
                return asked;
            } catch (ConditionTimeoutException unheard) {
                if (tries == 5) {
                    throw unheard;
                }
            }
        }
    }

    /** Needs the real application's files: {@code GATEWAY_REAL_CATALOG=folder}. */
    @Test
    @EnabledIfEnvironmentVariable(named = "GATEWAY_REAL_CATALOG", matches = ".+")
    void the_real_catalogue_is_counted_as_it_is() throws Exception {
        try (DemoWebServer site = DemoWebServer.start(0, real());
                RunningGateway running = RunningGateway.start(directory, Map.of("MAIN_APP_URL", site.url()))) {
            awaitStatistics(running, "593");
            JsonNode stats = awaitFirstSync(running);
            assertThat(stats.path("counted").path("resourceCount").asInt()).isEqualTo(593);
            assertThat(stats.path("categories").size()).isEqualTo(14);
            assertThat(stats.path("reported").path("resourceCount").asInt()).isEqualTo(637);
            assertThat(stats.path("drift").path("resources").asInt()).isEqualTo(44);
            assertThat(stats.path("drift").path("categories").asInt()).isEqualTo(1);
            assertNothingHappensWithUnchangedData(running, site);
        }
    }

    private static void assertNothingHappensWithUnchangedData(RunningGateway running, DemoWebServer site)
            throws Exception {
        awaitCommands(running);
        long discordChanges = changes(running);
        int siteRequests = site.log().size();
        long events = awaitFirstSync(running).path("updates").path("total").asLong();
        running.gateway.part(WorkerApplication.DEFINITION, SyncService.class).run(SyncKind.FULL, "test", false);
        List<DemoWebServer.Served> served =
                site.log().subList(siteRequests, site.log().size());
        assertThat(served).isNotEmpty();
        assertThat(served.stream().filter(file -> file.path().startsWith("/data/")))
                .allSatisfy(file -> assertThat(file.status()).isEqualTo(304));
        await().during(Duration.ofSeconds(2))
                .atMost(Duration.ofSeconds(60))
                .until(() -> running.client
                                        .get("/stats")
                                        .path("updates")
                                        .path("total")
                                        .asLong()
                                == events
                        && changes(running) == discordChanges);
    }

    /** Requests that change something in Discord. The publisher may read the server's channels at any time. */
    private static long changes(RunningGateway running) {
        return running.discord.requests().stream()
                .filter(request -> !request.method().equals("GET"))
                .count();
    }

    private static void awaitCommands(RunningGateway running) {
        await().until(() -> running.discord.commands().contains("sync-now"));
    }

    /** Its event is recorded beside what Discord shows of it. @return the statistics then */
    private static JsonNode awaitFirstSync(RunningGateway running) {
        return await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> running.client.get("/stats"),
                        stats -> stats.at("/updates/byType/sync-completed").asInt(0) == 1);
    }

    private static void awaitStatistics(RunningGateway running, String number) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> running.discord.messages("welcome-and-start-here").stream()
                        .anyMatch(message ->
                                message.pinned() && message.embeds().toString().contains(number)));
        await().atMost(Duration.ofSeconds(60))
                .until(() ->
                        running.discord.messages("categories-overview").stream().anyMatch(message -> message.pinned()));
    }

    private static String tools(String more) {
        return """
                {"sections": [{"title": "All", "tools": [
                  {"name": "Saw", "url": "https://saw.example"},
                  {"name": "Saw again", "url": "https://SAW.example/#top"},
                  {"name": "Drill", "url": "https://drill.example"}%s]}]}""".formatted(more);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, byte[]> real() throws IOException {
        Map<String, byte[]> files = new HashMap<>();
        try (Stream<Path> paths = Files.list(Path.of(System.getenv("GATEWAY_REAL_CATALOG")))) {
            for (Path path : paths.toList()) {
                files.put("/data/" + path.getFileName(), Files.readAllBytes(path));
            }
        }
        return files;
    }
}
