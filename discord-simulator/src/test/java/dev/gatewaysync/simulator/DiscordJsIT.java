package dev.gatewaysync.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gatewaysync.simulator.guild.SimulatedMessage;
import dev.gatewaysync.testkit.DiscordJs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The other large library, in its own runtime, finds nothing wrong with the simulator. */
@Tag("self-contained")
class DiscordJsIT {

    private static final Duration LONG = Duration.ofSeconds(60);

    @Test
    void discord_js_runs_clean(@TempDir Path dir) throws Exception {
        var problem = DiscordJs.install();
        assumeTrue(problem.isEmpty(), () -> "discord.js was not tried: " + problem.orElse(""));
        var log = dir.resolve("client.log");
        try (var discord = DiscordSimulator.start(SimulatorSettings.standard())) {
            discord.allowMessageContent(true);
            var client = DiscordJs.start("client.mjs", log, discord.apiUrl(), discord.botToken(), discord.guildId());
            try {
                await().atMost(LONG).until(() -> Files.readString(log).contains("READY"));
                use(discord);
                assertThat(client.isAlive()).isTrue();
                assertThat(Files.readString(log)).doesNotContain("FAILED");
                assertThat(discord.counters().identifies()).isEqualTo(1);
                assertThat(discord.counters().resumes()).isEqualTo(1);
                assertThat(discord.counters().invalidRequests()).isZero();
            } finally {
                client.destroyForcibly().waitFor();
            }
        }
    }

    private static void use(DiscordSimulator discord) {
        var echo = discord.member().slash("echo", Map.of("what", "hello", "times", 3));
        await().atMost(LONG)
                .untilAsserted(() ->
                        assertThat(echo.reply().map(SimulatedMessage::content)).hasValue("hello 3"));

        var asked = discord.member().slash("form", Map.of());
        await().atMost(LONG).until(() -> asked.modal().isPresent());
        var form = discord.submit(asked, Map.of("text", "typed"));
        await().atMost(LONG)
                .untilAsserted(() ->
                        assertThat(form.reply().map(SimulatedMessage::content)).hasValue("typed"));
        assertThat(form.isEphemeral()).isTrue();

        var message = discord.messages("feedback").getFirst();
        assertThat(message.pinned()).isTrue();
        discord.press(message, "OK");
        await().atMost(LONG)
                .untilAsserted(
                        () -> assertThat(discord.messages("feedback").getFirst().content())
                                .isEqualTo("ok:1 by owner"));

        discord.dropGatewayConnections();
        discord.say("news", "burst");
        await().atMost(LONG).until(() -> discord.messages("news").size() == 13);
        assertThat(discord.messages("news").stream().skip(1).map(SimulatedMessage::content))
                .containsExactlyElementsOf(
                        IntStream.range(0, 12).mapToObj(i -> "no. " + i).toList());
    }
}
