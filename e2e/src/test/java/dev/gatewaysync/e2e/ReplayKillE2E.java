package dev.gatewaysync.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatewaysync.embedded.FreePort;
import dev.gatewaysync.simulator.DiscordSimulator;
import dev.gatewaysync.simulator.SimulatorSettings;
import dev.gatewaysync.storage.Database;
import dev.gatewaysync.testkit.Proof;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * An operator replays while the whole gateway, the console, the worker and the publisher in it, is killed and started
 * again. {@code -Dreplay.messages=10000} is the full size; it turns off the one limit that no document names (30 posts a
 * minute), which alone would make it last half an hour, and keeps those that Discord announces.
 */
@Order(8)
@Execution(ExecutionMode.CONCURRENT)
class ReplayKillE2E {
    private static final int MESSAGES = Proof.of("replay.messages", 40, 90);
    private static final boolean FULL_SIZE = MESSAGES > 1_000;
    private static final int RATE = FULL_SIZE ? 100 : 20;
    private static final Duration PATIENCE = FULL_SIZE ? Duration.ofMinutes(14) : Duration.ofMinutes(5);
    private static final int KILLS = Proof.of(1, 2);
    private static final String TOKEN = "an-operator-token-for-tests";
    private static final Pattern MARK = Pattern.compile("failed-(\\d{5})");

    @TempDir
    Path directory;

    @Test
    void each_message_is_shown_once_and_in_order_though_the_console_dies_in_the_middle() throws Exception {
        String port = Integer.toString(FreePort.find());
        try (DiscordSimulator discord = DiscordSimulator.start(simulated());
                GatewayProcess gateway = new GatewayProcess(
                        directory,
                        Map.of(
                                "DISCORD_HIDDEN_WEBHOOK_LIMIT", FULL_SIZE ? "off" : "30/60s",
                                "DISCORD_API_URL", discord.apiUrl(),
                                "DISCORD_WEBHOOK_URL", discord.webhookUrl(),
                                "DISCORD_TOKEN", discord.botToken(),
                                "GUILD_ID", discord.guildId(),
                                "OPS_TOKEN", TOKEN,
                                "CONSOLE_PORT", port))) {
            gateway.start();
            ConsoleClient console = new ConsoleClient("http://127.0.0.1:" + port, TOKEN);
            addFailures();
            await().ignoreExceptions()
                    .until(() -> console.get("/failed").path("total").asInt(0) == MESSAGES);
            String replay = console.post("/failed/replay", "{\"all\":true,\"dryRun\":false,\"rate\":" + RATE + "}")
                    .path("replay")
                    .asString("");
            for (int kill = 1; kill <= KILLS; kill++) {
                int mark = MESSAGES * kill / (KILLS + 1);
                await().atMost(PATIENCE)
                        .pollInterval(Duration.ofMillis(50))
                        .ignoreExceptions()
                        .until(() -> sent(console, replay) >= mark);
                gateway.kill();
                gateway.start();
            }
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(500))
                    .ignoreExceptions()
                    .until(() -> console.get("/failed/replays/" + replay)
                                    .path("arrived")
                                    .asInt(0)
                            == MESSAGES);

            assertThat(sent(console, replay)).isEqualTo(MESSAGES);
            assertThat(shown(discord)).hasSize(MESSAGES).doesNotHaveDuplicates().isSorted();
            assertThat(console.get("/failed").path("total").asInt(-1)).isZero();
            // What a crash forgets of the last sends can cost the one lane one answer.
            assertThat(discord.counters().rateLimitedInAll()).as("answers 429").isLessThanOrEqualTo(KILLS);
            assertThat(gateway.terminate()).isZero();
        }
    }

    private static SimulatorSettings simulated() {
        SimulatorSettings standard = SimulatorSettings.standard();
        return FULL_SIZE ? standard.withLimits(standard.limits().withHiddenWebhook(false)) : standard;
    }

    private static int sent(ConsoleClient console, String replay) throws Exception {
        return console.get("/failed/replays/" + replay).path("sent").asInt(0);
    }

    private static List<String> shown(DiscordSimulator discord) {
        return discord.messages("updates").stream()
                .flatMap(message -> message.embeds().valueStream())
                .map(embed -> MARK.matcher(embed.toString()))
                .filter(Matcher::find)
                .map(Matcher::group)
                .toList();
    }

    /** As the worker archives them. */
    private void addFailures() {
        long now = System.currentTimeMillis();
        try (Database database = Database.open("jdbc:sqlite:" + directory.resolve("data/gateway.db"))) {
            database.transactions()
                    .executeWithoutResult(status -> IntStream.range(0, MESSAGES).forEach(n -> {
                        String id = "e2e00000-0000-4000-8000-%012d".formatted(n);
                        String body = """
                        {"id":"%s","type":"bug-fixed","source":"main-app","timestamp":"%s","receivedAt":"%s",
                         "data":{"title":"failed-%05d"}}""".formatted(id, Instant.ofEpochMilli(now), Instant.ofEpochMilli(now), n);
                        database.jdbc()
                                .sql("""
                                INSERT INTO failed_message (id, event_id, event_type, queue, error_class, error, attempts,
                                  first_failed_at, last_failed_at, status, headers, body)
                                VALUES (:id, :event, 'bug-fixed', 'discord', 'transient', 'Discord answered 500', 8, :at, :at,
                                  'open', '{}', :body)""")
                                .param("id", "f%019d".formatted(n))
                                .param("event", id)
                                .param("at", now + n)
                                .param("body", body)
                                .update();
                    }));
        }
    }
}
