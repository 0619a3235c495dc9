package dev.gatewaysync.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.storage.operator.OperatorRequest;
import dev.gatewaysync.storage.operator.OperatorRequests;
import dev.gatewaysync.testkit.Infra;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The self-check says what is missing in Discord, and what to do about it. */
class DoctorIT {
    private static final long VIEW_SEND_EMBED_READ = 1L << 10 | 1L << 11 | 1L << 14 | 1L << 16;
    private static final long MANAGE_CHANNELS = 1L << 4;

    private final Map<String, String> answers = new HashMap<>();
    private HttpServer discord;

    @BeforeEach
    void aDiscordWithoutChannels() throws IOException {
        answers.put("/users/@me", "{\"id\":\"7\",\"username\":\"gateway\"}");
        answers.put("/guilds/9/channels", "[]");
        answers.put("/guilds/9/members/7", "{\"roles\":[\"8\"]}");
        discord = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        discord.createContext("/", exchange -> {
            byte[] body = answers.getOrDefault(exchange.getRequestURI().getPath(), "{}")
                    .getBytes(UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        discord.start();
    }

    @AfterEach
    void stop() {
        discord.stop(0);
    }

    @Test
    void where_channels_are_created_it_wants_that_permission_and_tells_what_stands_against_it() {
        try (RunningConsole console = console(Map.of("DISCORD_CREATE_CHANNELS", "on"))) {
            botMay(VIEW_SEND_EMBED_READ);
            target(console, "category:boats", "paused", "The bot may not create channels");
            target(console, "category:kites", "missing", "Not in the server");
            target(console, "announcements", "active", null);

            JsonNode checks = console.api("/doctor").path("checks");
            assertThat(check(checks, "Discord channels").path("outcome").asString(""))
                    .isEqualTo("ok");
            assertThat(check(checks, "Discord channels").path("found").asString(""))
                    .contains("#categories-overview");
            assertThat(check(checks, "Discord permissions").path("outcome").asString(""))
                    .isEqualTo("failed");
            assertThat(check(checks, "Discord permissions").path("found").asString(""))
                    .isEqualTo("missing: Manage Channels (DISCORD_CREATE_CHANNELS): no channel is created");
            assertThat(check(checks, "Discord target category:boats")
                            .path("outcome")
                            .asString(""))
                    .isEqualTo("failed");
            assertThat(check(checks, "Discord target category:boats")
                            .path("found")
                            .asString(""))
                    .contains("may not create channels");
            assertThat(check(checks, "Discord target category:kites")
                            .path("outcome")
                            .asString(""))
                    .isEqualTo("skipped");
            assertThat(check(checks, "Discord target announcements").isMissingNode())
                    .isTrue();

            botMay(VIEW_SEND_EMBED_READ | MANAGE_CHANNELS);
            assertThat(check(console.api("/doctor").path("checks"), "Discord permissions")
                            .path("outcome")
                            .asString(""))
                    .isEqualTo("ok");
        }
    }

    @Test
    void where_none_are_created_a_missing_channel_is_a_problem_and_the_permission_is_not_wanted() {
        try (RunningConsole console = console(Map.of())) {
            botMay(VIEW_SEND_EMBED_READ);

            JsonNode checks = console.api("/doctor").path("checks");
            assertThat(check(checks, "Discord channels").path("outcome").asString(""))
                    .isEqualTo("failed");
            assertThat(check(checks, "Discord channels").path("advice").asString(""))
                    .contains("DISCORD_CREATE_CHANNELS");
            assertThat(check(checks, "Discord permissions").path("outcome").asString(""))
                    .isEqualTo("ok");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "success | {\"unusable\": 0} | its first page has 7 items | ok |",
                "success | {\"unusable\": 2} | its first page has 5 items; “B” has no url | warning | Correct catalogue.map in gateway.yml, or the items",
                "failed | | has no list where catalogue.items says; it has goods | failed | Correct what is named in gateway.yml",
                "failed | | HTTP 404 | failed | Check catalogue.url in gateway.yml, and that it answers",
                "failed | | HTTP 401, check MAIN_APP_API_KEY | failed | Check the variable that is named, and catalogue.url in gateway.yml",
            })
    void what_the_worker_finds_of_a_catalogue_of_gateway_yml_is_told(
            String answer,
            @Nullable String result,
            String found,
            String outcome,
            @Nullable String advice,
            @TempDir Path folder)
            throws Exception {
        Path file = Files.writeString(
                folder.resolve("own.yml"), "version: 1\ncatalogue: { url: 'https://shop.example/p' }\n");
        try (RunningConsole console = console(Map.of("GATEWAY_CONFIG", file.toString()));
                ExecutorService worker = Executors.newVirtualThreadPerTaskExecutor()) {
            botMay(VIEW_SEND_EMBED_READ);
            OperatorRequests requests = console.bean(OperatorRequests.class);
            worker.execute(() -> {
                OperatorRequest request = await().until(() -> requests.take("sync-worker", "test"), Optional::isPresent)
                        .orElseThrow();
                assertThat(request.kind()).isEqualTo("catalogue-check");
                if (answer.equals("success")) {
                    requests.succeed(
                            request.id(), "test", found, EventJson.mapper().readTree(String.valueOf(result)));
                } else {
                    requests.fail(request.id(), "test", found);
                }
            });

            JsonNode checks = console.api("/doctor").path("checks");

            assertThat(check(checks, "Catalogue").path("outcome").asString("")).isEqualTo(outcome);
            assertThat(check(checks, "Catalogue").path("found").asString("")).isEqualTo(found);
            assertThat(check(checks, "Catalogue").path("advice").asString("")).isEqualTo(advice == null ? "" : advice);
            assertThat(check(checks, "Main app").path("outcome").asString("")).isEqualTo("skipped");
        }
    }

    private RunningConsole console(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Infra.start().wiped().settings());
        settings.put("DISCORD_TOKEN", "a-bots-token");
        settings.put("GUILD_ID", "9");
        settings.put(
                "DISCORD_API_URL", "http://localhost:" + discord.getAddress().getPort());
        settings.putAll(more);
        return RunningConsole.start(settings);
    }

    private void botMay(long permissions) {
        answers.put(
                "/guilds/9",
                "{\"name\":\"Server\",\"roles\":[{\"id\":\"9\",\"permissions\":\"0\"},{\"id\":\"8\",\"permissions\":\""
                        + permissions + "\"}]}");
    }

    private static void target(RunningConsole console, String name, String status, String reason) {
        console.database()
                .jdbc()
                .sql("INSERT INTO discord_target (name, status, reason, since) VALUES (:name, :status, :reason, 0)")
                .param("name", name)
                .param("status", status)
                .param("reason", reason)
                .update();
    }

    private static JsonNode check(JsonNode checks, String name) {
        return checks.valueStream()
                .filter(check -> check.path("name").asString("").equals(name))
                .findFirst()
                .orElse(checks.path("none"));
    }
}
