package dev.gatewaysync.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatewaysync.simulator.DiscordSimulator;
import dev.gatewaysync.simulator.SimulatorSettings;
import dev.gatewaysync.simulator.guild.SimulatedMessage;
import dev.gatewaysync.simulator.interaction.SimulatedInteraction;
import dev.gatewaysync.storage.catalog.ResourceIdentity;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Members look something up in the catalogue. */
@Order(3)
class FindIT {
    private static final Duration LONG = Duration.ofSeconds(60);

    private final DiscordSimulator discord = DiscordSimulator.start(SimulatorSettings.standard());

    private RunningPublisher started() {
        RunningPublisher publisher = RunningPublisher.withBot(discord);
        await().atMost(LONG).until(() -> discord.commands().contains("find"));
        return publisher;
    }

    /** As a sync does it. */
    private static void sync(RunningPublisher publisher, String... names) {
        publisher.database.transactions().executeWithoutResult(status -> {
            var jdbc = publisher.database.jdbc();
            jdbc.sql("DELETE FROM catalog_resource").update();
            jdbc.sql("""
                            INSERT INTO catalog_category (id, name, emoji, position, unread, updated_at)
                            VALUES ('ai-tools', 'AI Tools', '🤖', 1, 0, 1) ON CONFLICT DO NOTHING""").update();
            for (String name : names) {
                String url = "https://host.example/" + Integer.toHexString(name.hashCode());
                jdbc.sql("""
                                INSERT INTO catalog_resource (category_id, url_key, name, url, description, tags, added_at,
                                  updated_at) VALUES ('ai-tools', :key, :name, :url, 'What it *does*', '["free"]', 1, 1)""")
                        .param("key", ResourceIdentity.key(url).orElseThrow())
                        .param("name", name)
                        .param("url", url)
                        .update();
            }
            jdbc.sql("""
                            INSERT INTO catalog_state (name, value) VALUES ('version', :names)
                            ON CONFLICT (name) DO UPDATE SET value = excluded.value""").param("names", String.join(",", names)).update();
        });
    }

    private List<JsonNode> typed(Map<String, Object> options, String focused) {
        SimulatedInteraction typing = discord.member().type("find", options, focused);
        await().atMost(LONG).until(() -> typing.choices().isPresent());
        assertThat(typing.acknowledgedAfter().orElseThrow()).isLessThan(Duration.ofSeconds(3));
        return typing.choices().orElseThrow().valueStream().toList();
    }

    private SimulatedMessage found(Map<String, Object> options) {
        return reply(discord.member().slash("find", options));
    }

    private static SimulatedMessage reply(SimulatedInteraction asked) {
        await().atMost(LONG).until(() -> asked.reply().isPresent() && !asked.isThinking());
        return asked.reply().orElseThrow();
    }

    @Test
    void a_resource_is_completed_while_it_is_typed_and_shown_with_a_button_to_it() {
        try (RunningPublisher publisher = started()) {
            sync(publisher, "Whisper *desktop* @everyone", "Stable Diffusion");
            await().atMost(LONG)
                    .until(() -> typed(Map.of("text", "wisper"), "text").size() == 1);
            JsonNode choice = typed(Map.of("text", "wisper"), "text").getFirst();
            assertThat(choice.path("name").asString()).isEqualTo("Whisper *desktop* @everyone · AI Tools");
            assertThat(typed(Map.of("text", "free"), "text")).hasSize(2);
            assertThat(typed(Map.of("text", "x", "category", "ai"), "category")
                            .getFirst()
                            .path("value")
                            .asString())
                    .isEqualTo("ai-tools");

            SimulatedInteraction chosen = discord.member()
                    .slash("find", Map.of("text", choice.path("value").asString(), "category", "ai-tools"));
            SimulatedMessage card = reply(chosen);
            assertThat(chosen.isEphemeral()).isTrue();
            assertThat(card.embeds().path(0).path("title").asString()).isEqualTo("✨ Whisper \\*desktop\\* \\@everyone");
            assertThat(card.embeds().path(0).path("description").asString()).isEqualTo("What it \\*does\\*");
            assertThat(card.pinged()).isFalse();
            JsonNode button =
                    card.body().components().path(0).path("components").path(0);
            assertThat(button.path("label").asString()).isEqualTo("Open");
            assertThat(button.path("url").asString()).startsWith("https://host.example/");

            SimulatedInteraction shown =
                    discord.member().slash("find", Map.of("text", "stable", "visible", "everyone"));
            assertThat(reply(shown).embeds().path(0).path("title").asString()).isEqualTo("✨ Stable Diffusion");
            assertThat(shown.isEphemeral()).isFalse();
        }
    }

    @Test
    void what_is_typed_without_choosing_is_answered_with_what_there_is() {
        try (RunningPublisher publisher = started()) {
            assertThat(found(Map.of("text", "anything")).content()).contains("The catalogue is empty");
            sync(publisher, "Whisper", "Whisper Desktop", "Stable Diffusion");
            await().atMost(LONG).until(() -> typed(Map.of("text", "wh"), "text").size() == 2);
            assertThat(found(Map.of("text", "WHISPER"))
                            .embeds()
                            .path(0)
                            .path("title")
                            .asString())
                    .isEqualTo("✨ Whisper");
            JsonNode several = found(Map.of("text", "whisp")).embeds().path(0);
            assertThat(several.path("title").asString()).isEqualTo("🔎 2 resources for “whisp”");
            assertThat(several.path("description").asString()).contains("[Whisper](<https://host.example/");
            JsonNode none =
                    found(Map.of("text", "stabilo @everyone `x`")).embeds().path(0);
            assertThat(none.path("title").asString()).isEqualTo("🔎 Nothing found");
            assertThat(none.path("description").asString()).contains("stabilo \\@everyone \\`x\\`", "Stable Diffusion");
            assertThat(found(Map.of("text", "whisper", "category", "AI Tolls")).content())
                    .contains("There is no category “AI Tolls”. The nearest: AI Tools");
            assertThat(found(Map.of("text", "whisper", "category", "qqqq")).content())
                    .isEqualTo("There is no category “qqqq”.");
            assertThat(found(Map.of("text", " .!? "))
                            .embeds()
                            .path(0)
                            .path("title")
                            .asString())
                    .isEqualTo("🔎 Nothing found");
            assertThat(found(Map.of("text", "x".repeat(5000)))
                            .embeds()
                            .path(0)
                            .path("title")
                            .asString())
                    .isEqualTo("🔎 Nothing found");
        }
    }

    @Test
    void of_more_than_are_shown_it_is_said_how_many_there_are() {
        try (RunningPublisher publisher = started()) {
            sync(publisher, IntStream.range(0, 48).mapToObj(i -> "Tool " + i).toArray(String[]::new));
            await().atMost(LONG)
                    .until(() -> typed(Map.of("text", "tool"), "text").size() == 25);
            assertThat(found(Map.of("text", "tool"))
                            .embeds()
                            .path(0)
                            .path("title")
                            .asString())
                    .isEqualTo("🔎 The first 10 of 48 resources for “tool”");
        }
    }

    /** The library that talks to Discord takes addresses of 2,000 characters, Discord itself of 2,048. */
    @Test
    void a_resource_whose_address_is_too_long_for_a_card_is_shown_without_it() {
        try (RunningPublisher publisher = started()) {
            sync(publisher, "Whisper");
            publisher
                    .database
                    .jdbc()
                    .sql("UPDATE catalog_resource SET url = :url")
                    .param("url", "https://host.example/" + "x".repeat(2_010))
                    .update();
            await().atMost(LONG)
                    .until(() -> found(Map.of("text", "whisper"))
                            .embeds()
                            .path(0)
                            .path("title")
                            .asString("")
                            .equals("✨ Whisper"));
        }
    }

    @Test
    void a_resource_that_has_gone_since_it_was_chosen_is_said_to_be_gone() {
        try (RunningPublisher publisher = started()) {
            sync(publisher, "Whisper", "Stable Diffusion");
            await().atMost(LONG).until(() -> typed(Map.of("text", "wh"), "text").size() == 1);
            String chosen =
                    typed(Map.of("text", "wh"), "text").getFirst().path("value").asString();
            sync(publisher, "Stable Diffusion");
            assertThat(found(Map.of("text", chosen)).content())
                    .isEqualTo("**Whisper** is not in the catalogue any more.");
            await().atMost(LONG).until(() -> typed(Map.of("text", "wh"), "text").isEmpty());
            assertThat(found(Map.of("text", chosen)).content()).contains("not in the catalogue any more");
        }
    }

    @Test
    void no_more_than_25_choices_of_100_characters_are_offered_whatever_the_names() {
        try (RunningPublisher publisher = started()) {
            sync(
                    publisher,
                    IntStream.range(0, 60)
                            .mapToObj(i -> "Same 😀 name " + "x".repeat(i % 3 == 0 ? 300 : 5) + (i % 3 == 0 ? i : ""))
                            .distinct()
                            .toArray(String[]::new));
            await().atMost(LONG)
                    .until(() -> typed(Map.of("text", "same"), "text").size() > 1);
            assertThat(typed(Map.of("text", ""), "text").size()).isLessThanOrEqualTo(25);
        }
    }

    @Test
    void any_resource_and_the_newest_ones_are_shown() {
        try (RunningPublisher publisher = started()) {
            assertThat(reply(discord.member().slash("random", Map.of())).content())
                    .contains("is empty");
            sync(publisher, "Whisper", "Stable Diffusion");
            await().atMost(LONG)
                    .until(() -> !reply(discord.member().slash("random", Map.of()))
                            .embeds()
                            .isEmpty());
            JsonNode newest = reply(discord.member().slash("new", Map.of("count", 1)))
                    .embeds()
                    .path(0);
            assertThat(newest.path("title").asString()).isEqualTo("🆕 New in the catalogue");
            assertThat(newest.path("description").asString())
                    .contains("Stable Diffusion")
                    .doesNotContain("Whisper");
        }
    }
}
