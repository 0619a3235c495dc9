package dev.gatewaysync.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatewaysync.events.BuiltInType;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.simulator.DiscordSimulator;
import dev.gatewaysync.simulator.SimulatorSettings;
import dev.gatewaysync.simulator.guild.SimulatedMessage;
import dev.gatewaysync.simulator.interaction.SimulatedInteraction;
import dev.gatewaysync.storage.catalog.ResourceIdentity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A right click on a message suggests what it links to, and a form offers the catalogue's categories. */
class SuggestMessageIT {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String COMMAND = "Suggest this resource";

    private final DiscordSimulator discord = DiscordSimulator.start(SimulatorSettings.standard());

    private RunningPublisher started() {
        RunningPublisher publisher = RunningPublisher.withBot(discord);
        await().atMost(LONG).until(() -> discord.commands().contains(COMMAND));
        return publisher;
    }

    private SimulatedMessage used(SimulatedMessage on) {
        SimulatedInteraction used = discord.member().commandOn(on, COMMAND);
        await().atMost(LONG).until(() -> used.reply().isPresent() && !used.isThinking());
        assertThat(used.isEphemeral()).isTrue();
        return used.reply().orElseThrow();
    }

    private static void catalogue(RunningPublisher publisher) {
        publisher.database.transactions().executeWithoutResult(status -> {
            var jdbc = publisher.database.jdbc();
            jdbc.sql("""
                            INSERT INTO catalog_category (id, name, emoji, position, unread, updated_at)
                            VALUES ('ai-tools', 'AI Tools', '🤖', 1, 0, 1), ('games', 'Games', NULL, 2, 0, 1)""").update();
            jdbc.sql("""
                            INSERT INTO catalog_resource (category_id, url_key, name, url, description, added_at, updated_at)
                            VALUES ('ai-tools', :key, 'Known *tool*', 'https://known.example/', 'It helps', 1, 1)""")
                    .param("key", ResourceIdentity.key("https://known.example/").orElseThrow())
                    .update();
            jdbc.sql("INSERT INTO catalog_state (name, value) VALUES ('version', '1')")
                    .update();
        });
    }

    private List<EventEnvelope> suggested(RunningPublisher publisher, int count) {
        List<EventEnvelope> found = new ArrayList<>();
        await().atMost(LONG).until(() -> {
            publisher.causedByMembers().stream()
                    .filter(event -> event.type().equals(BuiltInType.RESOURCE_SUGGESTED))
                    .forEach(found::add);
            return found.size() >= count;
        });
        return found;
    }

    @Test
    void the_link_of_a_message_is_suggested_without_the_intent_to_read_messages() {
        try (RunningPublisher publisher = started()) {
            SimulatedMessage written = discord.owner().say("general-chat", "Look: [this](https://find.example/a?b=1)!");
            assertThat(used(written).content()).startsWith("Thank you! Your suggestion is on its way");
            EventEnvelope event = suggested(publisher, 1).getFirst();
            assertThat(event.data().path("url").asString()).isEqualTo("https://find.example/a?b=1");
            assertThat(event.data().path("user").asString()).isEqualTo("member");
            assertThat(event.data().path("messageUrl").asString())
                    .isEqualTo("https://discord.com/channels/" + discord.guildId() + "/" + written.channelId() + "/"
                            + written.id());
            assertThat(used(written).content()).contains("Somebody has suggested this before");
        }
    }

    @Test
    void what_is_in_the_catalogue_is_shown_and_what_has_no_link_is_said_to_have_none() {
        try (RunningPublisher publisher = started()) {
            catalogue(publisher);
            SimulatedMessage known = used(discord.say("tools", "http://www.known.example"));
            assertThat(known.embeds().path(0).path("title").asString()).isEqualTo("✨ Known \\*tool\\*");
            assertThat(known.embeds().path(0).path("description").asString())
                    .startsWith("Thank you! It is in the catalogue already: Known \\*tool\\* in AI Tools.")
                    .contains("It helps");
            assertThat(known.body().components().toString()).contains("https://known.example");
            assertThat(used(discord.say("tools", "no link, and https://tenor.com/view/cat-1"))
                            .content())
                    .isEqualTo("There is no link in this message that could be a resource, so nothing was suggested.");
        }
    }

    @Test
    void of_several_links_each_is_answered() {
        try (RunningPublisher publisher = started()) {
            catalogue(publisher);
            String said = used(discord.say("tools", "https://one.example https://known.example https://two.example"))
                    .content();
            assertThat(said).contains("https://one.example", "https://two.example", "in the catalogue already");
            assertThat(suggested(publisher, 2)).hasSize(2);
        }
    }

    @Test
    void the_category_is_chosen_from_the_catalogues() {
        try (RunningPublisher publisher = started()) {
            catalogue(publisher);
            SimulatedInteraction[] asked = new SimulatedInteraction[1];
            await().atMost(LONG).until(() -> {
                asked[0] = discord.member().slash("suggest-resource", Map.of());
                await().atMost(LONG).until(() -> asked[0].modal().isPresent());
                return asked[0].modal().orElseThrow().toString().contains("\"label\":\"Games\"");
            });
            SimulatedInteraction wrong =
                    discord.submit(asked[0], Map.of("name", "X", "url", "nonsense", "category", "Games"));
            await().atMost(LONG).until(() -> wrong.reply().isPresent() && !wrong.isThinking());
            SimulatedInteraction again = discord.member().press(wrong.reply().orElseThrow(), "Correct it");
            await().atMost(LONG).until(() -> again.modal().isPresent());
            String form = again.modal().orElseThrow().toString();
            assertThat(form).contains("{\"default\":true,\"label\":\"Games\"");
            discord.submit(again, Map.of("name", "X", "url", "x.example/y", "category", "Games"));
            assertThat(suggested(publisher, 1)
                            .getFirst()
                            .data()
                            .path("category")
                            .asString())
                    .isEqualTo("Games");
        }
    }
}
