package dev.gatewaysync.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.gatewaysync.testkit.Infra;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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
