package dev.gatewaysync.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gatewaysync.simulator.guild.SimulatedMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The other large library, in its own runtime, finds nothing wrong with the simulator. */
@Tag("self-contained")
class DiscordJsIT {

    private static final Path SOURCE = Path.of("src/test/node");
    private static final Path NODE = Path.of("target/node");
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration NPM_PATIENCE = Duration.ofSeconds(90);

    @Test
    void discord_js_runs_clean(@TempDir Path dir) throws Exception {
        var problem = install();
        assumeTrue(problem.isEmpty(), () -> "discord.js was not tried: " + problem.orElse(""));
        var log = dir.resolve("client.log");
        try (var discord = DiscordSimulator.start(SimulatorSettings.standard())) {
            discord.allowMessageContent(true);
            var client = start(discord, log);
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

    /** What the lock file says, into target; why not if it cannot be had here. */
    private static Optional<String> install() throws IOException, InterruptedException {
        Files.createDirectories(NODE);
        for (var file : List.of("package.json", "package-lock.json", "client.mjs")) {
            Files.copy(SOURCE.resolve(file), NODE.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        if (isInstalled()) {
            return Optional.empty();
        }
        var log = Path.of("target", "npm.log").toAbsolutePath();
        try {
            var npm = new ProcessBuilder(
                            "npm",
                            "ci",
                            "--no-audit",
                            "--no-fund",
                            "--ignore-scripts",
                            "--prefer-offline",
                            "--fetch-retries=1")
                    .directory(NODE.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            if (!npm.waitFor(NPM_PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                npm.destroyForcibly().waitFor();
                return Optional.of("npm ci took longer than " + NPM_PATIENCE.toSeconds() + " s; see " + log);
            }
            return npm.exitValue() == 0
                    ? Optional.empty()
                    : Optional.of("npm ci failed, which needs node, npm and its registry; see " + log);
        } catch (IOException noNpm) {
            return Optional.of("there is no npm (" + noNpm.getMessage() + ")");
        }
    }

    /** npm writes this file last, with all that it has installed. */
    private static boolean isInstalled() throws IOException {
        var installed = NODE.resolve("node_modules/.package-lock.json");
        return Files.exists(installed)
                && Files.getLastModifiedTime(installed)
                                .compareTo(Files.getLastModifiedTime(SOURCE.resolve("package-lock.json")))
                        > 0;
    }

    private static Process start(DiscordSimulator discord, Path log) throws IOException {
        // discord.js adds the version itself.
        var api = discord.apiUrl().replaceFirst("/v10$", "");
        return new ProcessBuilder("node", "client.mjs", api, discord.botToken(), discord.guildId())
                .directory(NODE.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
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
