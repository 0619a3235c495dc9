package dev.gatewaysync.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gatewaysync.events.BuiltInType;
import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.simulator.DiscordSimulator;
import dev.gatewaysync.simulator.SimulatorSettings;
import dev.gatewaysync.simulator.guild.SimulatedMessage;
import dev.gatewaysync.simulator.interaction.SimulatedInteraction;
import dev.gatewaysync.testkit.DiscordJs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What the bot has made is what the other large library reads: commands in two languages, events, roles and cards. */
@Tag("self-contained")
class DiscordJsReadsIT {
    private static final Duration LONG = Duration.ofSeconds(60);

    private final DiscordSimulator discord = DiscordSimulator.start(SimulatorSettings.standard());
    private final Instant start = Instant.now().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.SECONDS);

    @Test
    void discord_js_reads_what_the_bot_has_made(@TempDir Path folder) throws Exception {
        Optional<String> problem = DiscordJs.install();
        assumeTrue(problem.isEmpty(), () -> "discord.js was not tried: " + problem.orElse(""));
        String readers = discord.permissions().addRole("Readers *1*", false);
        discord.makeAnnouncement("updates");
        Map<String, String> settings = Map.of(
                "DISCORD_MENTIONS", "maintenance=" + readers,
                "DISCORD_PUBLISH", "on",
                "DISCORD_WEBHOOK_URL", "");
        try (RunningPublisher publisher = RunningPublisher.withSettings(discord, settings)) {
            use(publisher, readers);
            publisher.stop();
            assertRead(read(folder.resolve("reads.log")), readers);
        }
    }

    private void assertRead(JsonNode read, String readers) {
        JsonNode find = named(read.path("commands"), "find");
        assertThat(find.path("type").asString()).isEqualTo("ChatInput");
        assertThat(find.path("german").path(1).asString()).isEqualTo("Eine Ressource des Katalogs finden");
        assertThat(texts(find.path("options"))).containsExactly("text", "category", "visible");
        JsonNode suggest = named(read.path("commands"), "Suggest this resource");
        assertThat(suggest.path("type").asString()).isEqualTo("Message");
        assertThat(suggest.path("german").path(0).asString()).isEqualTo("Diese Ressource vorschlagen");

        JsonNode event = read.path("events").path(0);
        assertThat(read.path("events")).hasSize(1);
        assertThat(event.path("name").asString()).endsWith("Move to a new server");
        assertThat(event.path("status").asString()).isEqualTo("Scheduled");
        assertThat(event.path("kind").asString()).isEqualTo("External");
        assertThat(event.path("start").asString()).isEqualTo(start.toString().replace("Z", ".000Z"));
        assertThat(event.path("mine").asBoolean()).isTrue();

        assertThat(texts(read.path("member"))).contains(readers);
        assertThat(texts(named(read.path("roles"), "Readers *1*").path("permissions")))
                .isEmpty();

        assertThat(read.path("messages")).allSatisfy(each -> {
            assertThat(each.path("published").asBoolean()).isTrue();
            assertThat(each.path("colour").asString()).startsWith("#");
        });
        JsonNode fixed = titled(read, "Login");
        assertThat(fixed.path("type").asString()).isEqualTo("Default");
        JsonNode maintenance = titled(read, "Maintenance");
        assertThat(texts(maintenance.path("pings"))).containsExactly(readers);
        JsonNode deployed = titled(read, "Deployed");
        assertThat(deployed.path("link").asString()).isEqualTo("https://app.example/2.0");
    }

    private void use(RunningPublisher publisher, String readers) {
        publisher.publish(BuiltInType.BUG_FIXED, "{\"title\":\"Login\"}");
        await().atMost(LONG).until(() -> discord.messages("updates").size() == 1);
        publisher.publish(
                BuiltInType.MAINTENANCE,
                "{\"status\":\"scheduled\",\"message\":\"Move to a new server\",\"startTime\":\"" + start + "\"}");
        await().atMost(LONG).until(() -> discord.messages("updates").size() == 2);
        publisher.publish(BuiltInType.APP_DEPLOYED, "{\"version\":\"2.0\",\"url\":\"https://app.example/2.0\"}");
        await().atMost(LONG)
                .until(() -> discord.messages("updates").stream()
                                .filter(SimulatedMessage::published)
                                .count()
                        == 3);
        await().atMost(LONG).until(() -> discord.scheduledEvents().all().size() == 1);
        await().atMost(LONG).until(() -> discord.commands().contains("notifications"));
        SimulatedInteraction asked = discord.member().slash("notifications", Map.of());
        await().atMost(LONG).until(() -> asked.reply().isPresent() && !asked.isThinking());
        discord.member().select(asked.reply().orElseThrow(), "notifications:0", List.of(readers));
        await().atMost(LONG)
                .until(() -> discord.permissions().rolesOf(discord.member()).contains(readers));
    }

    private JsonNode read(Path log) throws Exception {
        Process reader = DiscordJs.start(
                "reads.mjs",
                log,
                discord.apiUrl(),
                discord.botToken(),
                discord.guildId(),
                discord.member().id(),
                "updates");
        try {
            assertThat(reader.waitFor(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } finally {
            reader.destroyForcibly().waitFor();
        }
        String said = Files.readString(log);
        assertThat(said).doesNotContain("FAILED").startsWith("{\"commands\"");
        return EventJson.mapper().readTree(said);
    }

    private static JsonNode named(JsonNode all, String name) {
        return all.valueStream()
                .filter(each -> each.path("name").asString("").equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No " + name + " in " + all));
    }

    private static JsonNode titled(JsonNode read, String part) {
        return read.path("messages")
                .valueStream()
                .filter(each -> each.path("title").asString("").contains(part))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No " + part + " in " + read.path("messages")));
    }

    private static List<String> texts(JsonNode list) {
        Stream<JsonNode> all = list.valueStream();
        return all.map(each -> each.asString("")).toList();
    }
}
