package dev.gatewaysync.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatewaysync.discord.bot.session.BotSession;
import dev.gatewaysync.events.BuiltInType;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.ResourceAdded;
import dev.gatewaysync.messaging.Topology;
import dev.gatewaysync.simulator.DiscordSimulator;
import dev.gatewaysync.simulator.SimulatorSettings;
import dev.gatewaysync.simulator.guild.SimulatedMessage;
import dev.gatewaysync.simulator.interaction.SimulatedInteraction;
import dev.gatewaysync.storage.catalog.ResourceIdentity;
import dev.gatewaysync.testkit.Deploys;
import dev.gatewaysync.testkit.QueueDrain;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** What members can do, through the bot's session. */
@Order(5)
class BotIT {
    private static final String FEEDBACK = """
            {"id":"e1","type":"user-feedback","source":"discord","timestamp":"2026-01-01T00:00:00Z",
             "receivedAt":"2026-01-01T00:00:00Z","data":{"user":"ada","text":"x"}}""";

    private static final String SHOWCASE = "showcase-your-finds";
    private static final Duration LONG = Duration.ofSeconds(60);

    private final DiscordSimulator discord = DiscordSimulator.start(SimulatorSettings.standard());

    @Test
    void a_suggestion_is_decided_on_and_its_card_says_what_became_of_it() {
        try (RunningPublisher publisher = started()) {
            SimulatedInteraction asked = discord.member().slash("suggest-resource", Map.of());
            await().until(() -> asked.modal().isPresent());
            SimulatedInteraction form = discord.submit(
                    asked,
                    Map.of(
                            "name", "Marginalia @everyone",
                            "url", "https://Search.Marginalia.example/",
                            "category", "Search Engines",
                            "description", "Finds the *small* web"));
            awaitReply(form, "Thank you");
            assertThat(form.isEphemeral()).isTrue();
            SimulatedMessage card = awaitCard("💡 Suggestion: Marginalia");
            assertThat(buttons(card)).containsExactly("Approve", "Decline");
            assertThat(card.pinged()).isFalse();
            EventEnvelope suggested = only(publisher, BuiltInType.RESOURCE_SUGGESTED);
            assertThat(suggested.data().path("user").asString()).isEqualTo("member");

            awaitReply(discord.member().press(card, "Approve"), "Only members who may manage messages");
            assertThat(publisher.causedByMembers()).isEmpty();
            awaitReply(discord.press(card, "Approve"), "Approved");
            awaitReply(discord.press(card, "Decline"), "owner has already approved");
            EventEnvelope reviewed = only(publisher, BuiltInType.SUGGESTION_REVIEWED);
            assertThat(reviewed.data().path("suggestionId").asString()).isEqualTo(suggested.id());
            assertThat(reviewed.data().path("decision").asString()).isEqualTo("approved");
            assertThat(buttons(awaitCard("✅ Approved: Marginalia"))).isEmpty();

            publisher.publish(new ResourceAdded(
                    "Marginalia", "Search Engines", "https://search.marginalia.example", null, List.of()));
            SimulatedMessage added = awaitCard("🎉 Now in the catalogue: Marginalia");
            assertThat(added.id()).isEqualTo(card.id());
            assertThat(discord.messages(SHOWCASE)).hasSize(1);
        }
    }

    @Test
    void an_address_is_suggested_once_and_only_if_it_is_one() {
        try (RunningPublisher publisher = started()) {
            awaitReply(suggest("nonsense"), "This is no web address: `nonsense`");
            awaitReply(suggest("https://one.example/a"), "Thank you! Your suggestion");
            awaitReply(suggest("HTTPS://one.example:443/a/?utm_source=x#top"), "Somebody has suggested this before");
            awaitReply(suggest("<www.one.example/a>"), "Somebody has suggested this before");
            publisher
                    .database
                    .jdbc()
                    .sql("""
                            INSERT INTO catalog_resource (category_id, url_key, name, url, added_at, updated_at)
                            VALUES ('tools', :key, 'Known', 'https://known.example/', 1, 1)""")
                    .param("key", ResourceIdentity.key("https://known.example/").orElseThrow())
                    .update();
            awaitReply(suggest("http://www.known.example/?utm_source=x"), "in the catalogue already: Known in tools");

            SimulatedMessage card = awaitCard("💡 Suggestion: X");
            awaitReply(discord.press(card, "Decline"), "Declined");
            awaitCard("🚫 Declined: X");
            awaitReply(suggest("https://one.example/a"), "Thank you! Your suggestion");
            await().atMost(LONG).until(() -> discord.messages(SHOWCASE).size() == 2);
        }
    }

    @Test
    void reactions_to_a_suggestion_are_counted_before_a_digest_and_a_message_that_is_gone_is_passed_over() {
        try (RunningPublisher publisher = started()) {
            awaitReply(suggest("https://one.example/a"), "Thank you! Your suggestion");
            SimulatedMessage one = awaitCard("💡 Suggestion: X");
            awaitReply(suggest("https://two.example/b"), "Thank you! Your suggestion");
            await().atMost(LONG).until(() -> discord.messages(SHOWCASE).size() == 2);
            SimulatedMessage two = discord.messages(SHOWCASE).getLast();
            discord.member().react(one, "👍");
            discord.owner().react(one, "👍");
            discord.owner().react(one, "🎉");
            await().atMost(LONG)
                    .until(() -> publisher.count("SELECT count(*) FROM delivery WHERE target = 'suggestions'"
                                    + " AND message_id IS NOT NULL")
                            == 2);
            discord.faults().always("GET", "/messages/" + two.id() + "$").refuse(404, 10_008, "Unknown Message");
            publisher
                    .database
                    .jdbc()
                    .sql("""
                            INSERT INTO digest_state (name, schedule, since, next_at)
                            VALUES ('digest', 'x', 0, :next)""")
                    .param("next", System.currentTimeMillis() + 300_000)
                    .update();
            publisher.stop();
            publisher.started();
            await().atMost(LONG)
                    .until(() -> publisher.count("SELECT count(*) FROM suggestion WHERE reactions = 3") == 1);
            assertThat(publisher.count("SELECT count(*) FROM suggestion WHERE reactions IS NULL"))
                    .isEqualTo(1);
        }
    }

    @Test
    void a_form_with_a_wrong_address_opens_again_with_what_was_typed() {
        try (RunningPublisher publisher = started()) {
            SimulatedInteraction asked = discord.member().slash("suggest-resource", Map.of());
            await().until(() -> asked.modal().isPresent());
            SimulatedInteraction refused = discord.submit(
                    asked,
                    Map.of(
                            "name",
                            "Marginalia *kit*",
                            "url",
                            "https://tenor.com/view/cat-1",
                            "description",
                            "Two\nlines"));
            awaitReply(refused, "Nothing was suggested yet");
            assertThat(refused.isEphemeral()).isTrue();

            SimulatedInteraction again = discord.member().press(refused.reply().orElseThrow(), "Correct it");
            await().atMost(LONG).until(() -> again.modal().isPresent());
            assertThat(again.modal().orElseThrow().toString())
                    .contains("Marginalia *kit*", "https://tenor.com/view/cat-1", "Two\\nlines");
            SimulatedInteraction right = discord.submit(
                    again,
                    Map.of("name", "Marginalia", "url", "<marginalia.example/start>", "description", "Two\nlines"));
            String showcase = discord.channels().stream()
                    .filter(channel -> channel.name().equals(SHOWCASE))
                    .map(channel -> "<#" + channel.id() + ">")
                    .findFirst()
                    .orElseThrow();
            awaitReply(right, "on its way to " + showcase);
            assertThat(only(publisher, BuiltInType.RESOURCE_SUGGESTED)
                            .data()
                            .path("url")
                            .asString())
                    .isEqualTo("https://marginalia.example/start");
        }
    }

    @Test
    void feedback_reaches_the_main_apps_queue() {
        try (RunningPublisher publisher = started()) {
            SimulatedInteraction asked = discord.member().slash("feedback", Map.of());
            await().until(() -> asked.modal().isPresent());
            awaitReply(discord.submit(asked, Map.of("text", "The dark mode is lovely")), "Thank you");
            EventEnvelope event = only(publisher, BuiltInType.USER_FEEDBACK);
            assertThat(event.data().path("text").asString()).isEqualTo("The dark mode is lovely");
            assertThat(event.data().path("user").asString()).isEqualTo("member");
            assertThat(event.source().wireName()).isEqualTo("discord");
        }
    }

    @Test
    void sync_now_is_answered_with_the_result_of_its_own_run() {
        try (RunningPublisher publisher = started()) {
            SimulatedInteraction asked = discord.slash("sync-now", Map.of("kind", "full"));
            awaitReply(asked, "A full sync was asked for");
            EventEnvelope request = only(publisher, BuiltInType.SYNC_REQUESTED);
            assertThat(request.data().path("kind").asString()).isEqualTo("full");
            assertThat(request.data().has("interactionToken")).isFalse();

            // As the worker does it.
            var jdbc = publisher.database.jdbc();
            jdbc.sql("INSERT INTO sync_request (event_id, kind, requested_at, run_id) VALUES (:id, 'full', 1, 'run')")
                    .param("id", request.id())
                    .update();
            jdbc.sql("""
                            INSERT INTO sync_run (id, kind, trigger_name, started_at, finished_at, outcome, added, updated,
                              removed, requests, not_modified, bytes, problems)
                            VALUES ('run', 'full', 'request', 1000, 3100, 'partial', 12, 3, 1, 14, 0, 9, '["music: 404"]')""").update();
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(title(asked)).hasValue("🟡 Full sync finished in part"));
            assertThat(asked.reply().orElseThrow().embeds().toString()).contains("12", "2.1 s", "music: 404");
            // Forgotten after the answer.
            await().atMost(LONG).until(() -> publisher.count("SELECT count(*) FROM sync_reply") == 0);

            SimulatedInteraction off = discord.slash("sync-now", Map.of());
            await().atMost(LONG).until(() -> publisher.count("SELECT count(*) FROM sync_reply") == 1);
            jdbc.sql("""
                            INSERT INTO sync_request (event_id, kind, requested_at, run_id)
                            SELECT event_id, kind, asked_at, 'off' FROM sync_reply""").update();
            awaitReply(off, "Syncs are off");
        }
    }

    @Test
    void a_reply_to_a_sync_is_kept_until_discord_has_taken_it() {
        try (RunningPublisher publisher = started()) {
            SimulatedInteraction asked = discord.slash("sync-now", Map.of());
            await().atMost(LONG).until(() -> publisher.count("SELECT count(*) FROM sync_reply") == 1);
            awaitReply(asked, "sync was asked for");
            discord.faults().next(4, "PATCH", "/messages/@original$").failBeforeCommit(500, "{\"code\":0}");
            publisher.database.jdbc().sql("""
                            INSERT INTO sync_request (event_id, kind, requested_at, run_id)
                            SELECT event_id, kind, asked_at, 'off' FROM sync_reply""").update();
            awaitReply(asked, "Syncs are off");
            await().atMost(LONG).until(() -> publisher.count("SELECT count(*) FROM sync_reply") == 0);

            discord.slash("sync-now", Map.of());
            await().atMost(LONG).until(() -> publisher.count("SELECT count(*) FROM sync_reply") == 1);
            discord.faults()
                    .next(1, "PATCH", "/messages/@original$")
                    .failBeforeCommit(404, "{\"code\":10015,\"message\":\"Unknown Webhook\"}");
            publisher.database.jdbc().sql("""
                            INSERT INTO sync_request (event_id, kind, requested_at, run_id)
                            SELECT event_id, kind, asked_at, 'off' FROM sync_reply""").update();
            await().atMost(LONG).until(() -> publisher.count("SELECT count(*) FROM sync_reply") == 0);
        }
    }

    @Test
    void status_statistics_and_updates_are_answered() {
        try (RunningPublisher publisher = started()) {
            SimulatedInteraction none = discord.member().slash("gateway-stats", Map.of());
            awaitReply(none, "Nothing has been counted yet");
            EventEnvelope event = publisher.publish(Deploys.of("v1"));
            publisher.counted(event, 593, 14);
            SimulatedInteraction stats = discord.member().slash("gateway-stats", Map.of());
            await().atMost(LONG).until(() -> stats.reply().isPresent() && !stats.isThinking());
            assertThat(stats.reply().orElseThrow().embeds().toString()).contains("593");

            SimulatedInteraction updates = discord.member().slash("recent-updates", Map.of("count", 5));
            await().atMost(LONG).untilAsserted(() -> assertThat(title(updates)).hasValue("🗞️ Latest updates"));
            SimulatedInteraction status = discord.member().slash("gateway-status", Map.of());
            await().atMost(LONG).untilAsserted(() -> assertThat(title(status)).hasValue("🟢 The gateway is well"));
            assertThat(status.reply().orElseThrow().embeds().toString()).contains("not watched");
        }
    }

    @Test
    void only_who_asked_sees_an_answer_unless_everyone_is_meant_to() {
        try (RunningPublisher publisher = started()) {
            for (String command : List.of("gateway-status", "gateway-stats", "recent-updates", "sync-now")) {
                SimulatedInteraction alone = discord.slash(command, Map.of());
                SimulatedInteraction shown = discord.slash(command, Map.of("visible", "everyone"));
                SimulatedInteraction mine = discord.slash(command, Map.of("visible", "me"));
                await().atMost(LONG)
                        .until(() -> List.of(alone, shown, mine).stream()
                                .allMatch(asked -> asked.reply().isPresent() && !asked.isThinking()));
                assertThat(List.of(alone.isEphemeral(), shown.isEphemeral(), mine.isEphemeral()))
                        .as(command)
                        .containsExactly(true, false, true);
            }
        }
    }

    @Test
    void the_main_app_is_shown_as_its_watch_sees_it_whatever_was_announced_last() {
        try (RunningPublisher publisher =
                RunningPublisher.withSettings(discord, Map.of("MAIN_APP_URL", "https://app.example"))) {
            awaitCommands();
            var jdbc = publisher.database.jdbc();
            jdbc.sql("""
                            INSERT INTO event (id, type, source, category, priority, description, occurred_at, received_at,
                              recorded_at, details)
                            VALUES ('gone', 'app-status-changed', 'system', 'status', 'high', 'x', 1, 1, 1, :details)""").param("details", "{\"status\":\"offline\"}").update();
            Instant now = Instant.now();
            jdbc.sql("INSERT INTO uptime_sample (at, state, covers_ms) VALUES (:at, 'up', 3600000)")
                    .param("at", now.toEpochMilli())
                    .update();
            jdbc.sql("INSERT INTO uptime_state (name, covered_until) VALUES ('main-app', 0)")
                    .update();
            long hour = Duration.ofHours(1).toMillis();
            jdbc.sql("""
                            INSERT INTO uptime_hour (start_at, known_ms, up_ms, checks, responses, response_ms_sum,
                              response_ms_max) VALUES (:start, 36000000, 35964000, 1, 1, 1, 1)""")
                    .param("start", Math.floorDiv(now.toEpochMilli(), hour) * hour - 48 * hour)
                    .update();
            SimulatedInteraction status = discord.member().slash("gateway-status", Map.of());
            await().atMost(LONG).untilAsserted(() -> assertThat(title(status)).hasValue("🟢 The gateway is well"));

            assertThat(status.reply().orElseThrow().embeds().toString())
                    .contains("✅ online, checked <t:" + now.getEpochSecond() + ":R>", "24 h: 100 %", "7 d: 99.9 %")
                    .doesNotContain("offline", "not watched");
        }
    }

    @Test
    void links_in_the_showcase_are_suggestions_also_those_of_the_time_when_nobody_watched() {
        discord.allowMessageContent(true);
        discord.member().say(SHOWCASE, "long ago: https://before.example");
        try (RunningPublisher publisher = started()) {
            await().atMost(LONG).until(() -> publisher.count("SELECT count(*) FROM channel_watermark") == 1);
            discord.member().say(SHOWCASE, "Look at (https://live.example/x), and <https://live.example/x/>!");
            discord.member().say(SHOWCASE, "no link at all");
            discord.member().say("general-chat", "https://elsewhere.example");
            EventEnvelope live = only(publisher, BuiltInType.RESOURCE_SUGGESTED);
            assertThat(live.data().path("url").asString()).isEqualTo("https://live.example/x");
            assertThat(live.data().path("messageUrl").asString()).contains("/channels/" + discord.guildId() + "/");
            awaitCard("💡 Suggestion: https://live.example/x");

            publisher.stop();
            for (int i = 0; i < 150; i++) {
                discord.member().say(SHOWCASE, "missed https://missed.example/" + i);
            }
            publisher.started();
            List<String> urls = new ArrayList<>();
            await().atMost(LONG).until(() -> {
                publisher
                        .causedByMembers()
                        .forEach(event -> urls.add(event.data().path("url").asString()));
                return urls.size() >= 150;
            });
            assertThat(urls)
                    .isEqualTo(IntStream.range(0, 150)
                            .mapToObj(i -> "https://missed.example/" + i)
                            .toList());
        }
    }

    @Test
    void without_the_message_content_intent_the_bot_works_and_reads_no_messages() {
        discord.allowMessageContent(false);
        try (RunningPublisher publisher = started()) {
            discord.member().say(SHOWCASE, "https://unseen.example");
            awaitReply(suggest("https://seen.example"), "Thank you");
            assertThat(only(publisher, BuiltInType.RESOURCE_SUGGESTED)
                            .data()
                            .path("url")
                            .asString())
                    .isEqualTo("https://seen.example");
            assertThat(publisher.count("SELECT count(*) FROM channel_watermark"))
                    .isZero();
        }
    }

    @Test
    void what_members_cause_survives_an_outage_of_the_broker_and_a_restart() {
        try (RunningPublisher publisher = started()) {
            publisher.stop();
            store(publisher, "e1", FEEDBACK);
            publisher.started();
            assertThat(only(publisher, BuiltInType.USER_FEEDBACK).id()).isEqualTo("e1");
            await().until(() -> publisher.count("SELECT count(*) FROM member_event") == 0);
        }
    }

    /** As a newer program may have left it. Before, it held up all events behind it for ever. */
    @Test
    void what_a_member_caused_and_cannot_be_read_holds_up_nothing_behind_it() {
        try (RunningPublisher publisher = started()) {
            publisher.stop();
            store(publisher, "odd", "{\"id\":\"odd\",\"type\":\"from-the-future\"}");
            store(publisher, "e1", FEEDBACK);
            publisher.started();
            assertThat(only(publisher, BuiltInType.USER_FEEDBACK).id()).isEqualTo("e1");
            await().until(() -> publisher.count("SELECT count(*) FROM member_event") == 0);
            assertThat(QueueDrain.take(publisher.factory, Topology.FAILED))
                    .as("set aside for each queue that it was meant for")
                    .hasSize(3)
                    .allMatch(
                            parked -> new String(parked.getBody(), StandardCharsets.UTF_8).contains("from-the-future"));
        }
    }

    private static void store(RunningPublisher publisher, String id, String body) {
        publisher
                .database
                .jdbc()
                .sql("INSERT INTO member_event (event_id, body, created_at) VALUES (:id, :body, 1)")
                .param("id", id)
                .param("body", body)
                .update();
    }

    @Test
    void of_two_instances_one_holds_the_session() {
        try (RunningPublisher publisher = started();
                var standby = publisher.another()) {
            await().during(Duration.ofSeconds(3))
                    .atMost(LONG)
                    .until(() -> discord.counters().identifies() == 1);
            assertThat(standby.getBean(BotSession.class).isConnected()).isFalse();
            publisher.stop();
            await().atMost(LONG).until(() -> standby.getBean(BotSession.class).isConnected());
            awaitReply(suggest("https://seen.example"), "Thank you");
        }
    }

    private RunningPublisher started() {
        RunningPublisher publisher = RunningPublisher.withBot(discord);
        awaitCommands();
        return publisher;
    }

    private void awaitCommands() {
        await().atMost(LONG).until(() -> !discord.commands().isEmpty());
    }

    private SimulatedInteraction suggest(String url) {
        SimulatedInteraction asked = discord.member().slash("suggest-resource", Map.of());
        await().atMost(LONG).until(() -> asked.modal().isPresent());
        return discord.submit(asked, Map.of("name", "X", "url", url));
    }

    private static void awaitReply(SimulatedInteraction interaction, String start) {
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(interaction
                                .reply()
                                .map(reply -> reply.content() + reply.embeds())
                                .orElse(""))
                        .contains(start));
    }

    private SimulatedMessage awaitCard(String title) {
        await().atMost(LONG).until(() -> card(title).isPresent());
        return card(title).orElseThrow();
    }

    private Optional<SimulatedMessage> card(String title) {
        return discord.messages(SHOWCASE).stream()
                .filter(message -> message.embeds()
                        .path(0)
                        .path("title")
                        .asString("")
                        .replace("\\", "")
                        .startsWith(title))
                .findFirst();
    }

    private static List<String> buttons(SimulatedMessage message) {
        return message.body()
                .components()
                .path(0)
                .path("components")
                .valueStream()
                .map(button -> button.path("label").asString())
                .toList();
    }

    private static Optional<String> title(SimulatedInteraction interaction) {
        return interaction
                .reply()
                .map(reply -> reply.embeds().path(0).path("title").asString(""));
    }

    private static EventEnvelope only(RunningPublisher publisher, BuiltInType type) {
        List<EventEnvelope> found = new ArrayList<>();
        await().atMost(LONG).until(() -> {
            found.addAll(publisher.causedByMembers());
            return !found.isEmpty();
        });
        assertThat(found)
                .singleElement()
                .satisfies(event -> assertThat(event.type()).isEqualTo(type));
        return found.get(0);
    }
}
