package dev.gatewaysync.simulator;

import static dev.gatewaysync.simulator.SimulatorClient.content;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.simulator.guild.SimulatedChannel;
import dev.gatewaysync.simulator.guild.SimulatedMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

    @TempDir
    Path folder;

    @Test
    void everything_is_there_again_after_a_restart() throws Exception {
        var settings = SimulatorSettings.standard().withStateFile(folder.resolve("discord.ndjson"));
        String url;
        var before = DiscordSimulator.start(settings);
        try (before) {
            var client = new SimulatorClient(before);
            var id = client.webhook("first").json().get("id").asString();
            client.send("PATCH", before.webhookUrl() + "/messages/" + id, content("edited"), "");
            client.bot("PUT", client.messagesPath("updates") + "/pins/" + id);
            before.addChannel("brand-new");
            before.removeChannel("anime");
            url = before.addWebhook("brand-new");
            before.say("brand-new", "hello");
        }
        try (var after = DiscordSimulator.start(settings)) {
            assertThat(after.webhookUrl().replaceAll(".*/api", ""))
                    .isEqualTo(before.webhookUrl().replaceAll(".*/api", ""));
            assertThat(after.channels()).isEqualTo(before.channels());
            assertThat(after.channels())
                    .extracting(SimulatedChannel::name)
                    .contains("brand-new")
                    .doesNotContain("anime");
            assertThat(after.messages("updates")).singleElement().satisfies(message -> {
                assertThat(message.content()).isEqualTo("edited");
                assertThat(message.pinned()).isTrue();
                assertThat(message.edits()).isEqualTo(1);
            });
            assertThat(after.messages("brand-new")).hasSize(1);
            var samePath = after.webUrl() + url.substring(url.indexOf("api/"));
            assertThat(new SimulatorClient(after).post(samePath, "again").status())
                    .isEqualTo(204);
            assertThat(after.messages("brand-new"))
                    .extracting(SimulatedMessage::id)
                    .isSorted();
        }
    }

    @Test
    void an_answered_message_outlives_the_process_without_any_closing() throws Exception {
        var file = folder.resolve("discord.ndjson");
        var copy = folder.resolve("copy.ndjson");
        try (var simulator = DiscordSimulator.start(SimulatorSettings.standard().withStateFile(file))) {
            new SimulatorClient(simulator).webhook("acknowledged");
            // What is in the file now is what a killed process leaves behind.
            Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
        }
        try (var after = DiscordSimulator.start(SimulatorSettings.standard().withStateFile(copy))) {
            assertThat(after.messages("updates")).hasSize(1);
        }
    }

    @Test
    void a_line_that_was_cut_is_left_out() throws Exception {
        var file = folder.resolve("discord.ndjson");
        try (var simulator = DiscordSimulator.start(SimulatorSettings.standard().withStateFile(file))) {
            simulator.say("tools", "whole");
        }
        Files.writeString(file, "{\"is\":\"message\",\"mess", StandardOpenOption.APPEND);
        for (int i = 0; i < 2; i++) {
            try (var after = DiscordSimulator.start(SimulatorSettings.standard().withStateFile(file))) {
                assertThat(after.messages("tools")).hasSize(1);
            }
        }
    }

    @Test
    void the_file_is_compacted_at_the_start() throws Exception {
        var file = folder.resolve("discord.ndjson");
        var settings = SimulatorSettings.standard().withStateFile(file);
        try (var simulator = DiscordSimulator.start(settings)) {
            var client = new SimulatorClient(simulator);
            var id = client.webhook("no. 0").json().get("id").asString();
            for (int i = 1; i < 5; i++) {
                client.send("PATCH", simulator.webhookUrl() + "/messages/" + id, content("no. " + i), "");
            }
        }
        assertThat(Files.readAllLines(file)).hasSize(5);
        DiscordSimulator.start(settings).close();
        assertThat(Files.readAllLines(file)).hasSize(1);
    }

    @Test
    void without_a_file_ids_of_guild_and_channels_are_the_same_in_every_run() {
        try (var one = DiscordSimulator.start(SimulatorSettings.standard());
                var two = DiscordSimulator.start(SimulatorSettings.standard())) {
            assertThat(one.channels()).isEqualTo(two.channels());
            assertThat(one.guildId()).isEqualTo(two.guildId());
            assertThat(one.botToken()).isNotEqualTo(two.botToken());
        }
    }
}
