package dev.gatewaysync.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatewaysync.events.BugFixed;
import dev.gatewaysync.events.BuiltInType;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.EventIds;
import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.events.FeatureReleased;
import dev.gatewaysync.events.GatewayEvent;
import dev.gatewaysync.events.OwnType;
import dev.gatewaysync.events.Priority;
import dev.gatewaysync.events.Source;
import dev.gatewaysync.events.UpdateCategory;
import dev.gatewaysync.simulator.DiscordSimulator;
import dev.gatewaysync.simulator.SimulatorSettings;
import dev.gatewaysync.simulator.guild.SimulatedMessage;
import dev.gatewaysync.storage.history.DeliveryHistory;
import dev.gatewaysync.storage.history.DeliveryStatus;
import dev.gatewaysync.testkit.Pause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a community says in its gateway.yml, in the channels of its server. */
@Order(7)
class OwnWordsIT {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final OwnType ORDER = new OwnType("order-placed", UpdateCategory.GENERAL, Priority.NORMAL);

    private final DiscordSimulator discord = DiscordSimulator.start(SimulatorSettings.standard());

    @TempDir
    Path folder;

    private String role = "";

    @BeforeEach
    void channels() {
        discord.addChannel("dev-log");
        discord.addChannel("ops");
        role = discord.permissions().addRole("buyers", true);
    }

    @AfterEach
    void stop() {
        discord.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 3})
    void a_message_gets_one_thread_where_its_route_says_so_though_an_answer_is_lost(long late) throws IOException {
        discord.faults()
                .next(1, "POST", "/messages/\\d+/threads$")
                .commitLate(Duration.ofSeconds(late), 504, "<html>Gateway Timeout</html>");
        try (RunningPublisher publisher = publisher("""
                version: 1
                routes:
                  - when: type = 'feature-released'
                    to: [announcements]
                    thread: true
                """)) {
            publisher.publish(BuiltInType.FEATURE_RELEASED, "{\"featureName\":\"Dark mode\"}");
            await().atMost(LONG)
                    .until(() ->
                            publisher.count("SELECT count(*) FROM message_thread WHERE settled = 1 AND error IS NULL")
                                    == 1);
            assertThat(discord.threads("updates"))
                    .singleElement()
                    .satisfies(thread -> assertThat(thread.name()).contains("Dark mode"));
            publisher.publish(BuiltInType.BUG_FIXED, "{\"title\":\"One\"}");
            await().atMost(LONG).until(() -> discord.messages("updates").size() == 2);
            Pause.of(Duration.ofSeconds(late));
            assertThat(publisher.count("SELECT count(*) FROM message_thread")).isEqualTo(1);
            assertThat(discord.threads("updates")).hasSize(1);
        }
    }

    @Test
    void a_target_says_what_gets_a_thread_and_is_published_and_its_routes_may_say_otherwise() throws IOException {
        discord.makeAnnouncement("ops");
        try (RunningPublisher publisher = publisher("""
                version: 1
                targets:
                  news: { channel: ops, thread: true, publish: true }
                routes:
                  - { when: type = 'feature-released', to: [news] }
                  - { when: type = 'bug-fixed', to: [news], thread: false, publish: false }
                """)) {
            publisher.publish(BuiltInType.BUG_FIXED, "{\"title\":\"One\"}");
            await().atMost(LONG).until(() -> discord.messages("ops").size() == 1);
            publisher.publish(BuiltInType.FEATURE_RELEASED, "{\"featureName\":\"Dark mode\"}");
            await().atMost(LONG)
                    .until(() -> discord.threads("ops").size() == 1
                            && discord.messages("ops").getLast().published());
            assertThat(discord.messages("ops").getFirst().published()).isFalse();
            assertThat(publisher.count("SELECT count(*) FROM crosspost")).isEqualTo(1);
            assertThat(publisher.count("SELECT count(*) FROM message_thread")).isEqualTo(1);
        }
    }

    @Test
    void an_own_type_is_shown_as_its_card_says_where_its_route_says() throws IOException {
        try (RunningPublisher publisher = publisher("""
                version: 1
                types: { order-placed: { fields: { item: text!, amount: number, buyer: text } } }
                cards:
                  order-placed:
                    title: "🛒 {{ item }}"
                    url: "https://shop.example/orders/{{ $encodeUrlComponent(id) }}"
                    color: "#57F287"
                    text: "**{{ buyer ? buyer & ' bought it' : 'Somebody bought it' }}**"
                    fields: [{ name: Amount, value: "{{ $formatNumber(amount, '0.00') }} €", inline: true, when: amount }]
                    buttons: [{ label: "Open {{ item }}", url: "https://shop.example/{{ item }}" }]
                targets:
                  dev-log: { webhook: "${DEV_LOG_WEBHOOK_URL}", name: "Shop log", avatar: "https://shop.example/a.png" }
                  ops: { channel: ops, silent: true }
                routes:
                  - when: type = 'order-placed' and data.amount >= 100
                    to: [dev-log, ops]
                    mention: "%s"
                  - when: source = 'sync'
                    to: []
                """.formatted(role))) {
            EventEnvelope large = order("{\"item\": \"Big *Mug* @everyone\", \"amount\": 120.5, \"buyer\": \"Ann\"}");
            EventEnvelope small = order("{\"item\": \"Mug\", \"amount\": 12.5}");
            publisher.publishAll(List.of(large, small));

            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(publisher.deliveries(large))
                            .isEqualTo(Map.of("dev-log", DeliveryStatus.SENT, "ops", DeliveryStatus.SENT)));
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(publisher.deliveries(small))
                            .isEqualTo(Map.of("announcements", DeliveryStatus.SENT)));

            SimulatedMessage log = discord.messages("dev-log").getFirst();
            JsonNode card = log.embeds().get(0);
            assertThat(log.author().name()).isEqualTo("Shop log");
            assertThat(log.content()).isEqualTo("<@&" + role + ">");
            assertThat(card.path("title").asString()).isEqualTo("🛒 Big \\*Mug\\* \\@everyone");
            assertThat(card.path("description").asString()).isEqualTo("**Ann bought it**");
            assertThat(card.path("color").asInt()).isEqualTo(0x57F287);
            assertThat(card.path("url").asString()).isEqualTo("https://shop.example/orders/" + large.id());
            assertThat(card.at("/fields/0/value").asString()).isEqualTo("120.50 €");
            assertThat(log.body().components().get(0).at("/components/0/label").asString())
                    .isEqualTo("Open Big *Mug* @everyone");
            SimulatedMessage ops = discord.messages("ops").getFirst();
            assertThat(ops.body().flags() & 4096).isEqualTo(4096);
            assertThat(discord.messages("updates")
                            .getFirst()
                            .embeds()
                            .get(0)
                            .path("fields")
                            .size())
                    .isEqualTo(1);
            assertThat(publisher.targetStatus("dev-log")).isEqualTo("active");
        }
    }

    @Test
    void a_built_in_card_keeps_what_is_not_said_anew() throws IOException {
        try (RunningPublisher publisher = publisher("""
                version: 1
                cards: { bug-fixed: { title: "Squashed: {{ title }}", color: "#FEE75C" } }
                """)) {
            sent(publisher, built(new BugFixed("Crash", "No more", "1.2")));

            JsonNode card = discord.messages("updates").getFirst().embeds().get(0);
            assertThat(card.path("title").asString()).isEqualTo("Squashed: Crash");
            assertThat(card.path("description").asString()).isEqualTo("No more");
            assertThat(card.path("color").asInt()).isEqualTo(0xFEE75C);
            assertThat(card.at("/fields/0/value").asString()).isEqualTo("1.2");
        }
    }

    @Test
    void events_with_the_same_text_of_edit_edit_one_card_in_each_place() throws IOException {
        try (RunningPublisher publisher = publisher("""
                version: 1
                types: { order-placed: { fields: { item: text!, amount: number } } }
                cards: { order-placed: { title: "{{ item }}: {{ amount }}", edit: "{{ item }}" } }
                targets: { dev-log: { channel: dev-log } }
                routes: [{ when: type = 'order-placed', to: [dev-log, announcements] }]
                """)) {
            for (int amount = 1; amount <= 3; amount++) {
                sent(publisher, order("{\"item\": \"Mug\", \"amount\": " + amount + "}"));
            }
            sent(publisher, order("{\"item\": \"Cup\", \"amount\": 1}"));

            for (String channel : List.of("dev-log", "updates")) {
                assertThat(titles(channel)).containsExactly("Mug: 3", "Cup: 1");
                assertThat(discord.messages(channel).getFirst().edits()).isEqualTo(2);
            }
        }
    }

    @Test
    void what_a_digest_collects_is_one_message_at_its_time_over_a_restart() throws IOException {
        try (RunningPublisher publisher = publisher("""
                version: 1
                routes:
                  - when: type = 'bug-fixed'
                    to: [announcements]
                    digest: { every: day, at: "18:00", zone: Europe/Berlin }
                """)) {
            List<EventEnvelope> bugs = List.of(bug("One"), bug("Two"), bug("Three"));
            publisher.publishAll(bugs);
            bugs.forEach(bug -> await().atMost(LONG).until(() -> publisher.isPlanned(bug)));
            assertThat(new DeliveryHistory(publisher.database.jdbc())
                            .of(bugs.getFirst().id()))
                    .singleElement()
                    .satisfies(held -> assertThat(held.heldUntil()).isAfter(Instant.now()));
            EventEnvelope deployed = order("{\"item\": \"At once\"}");
            sent(publisher, deployed);
            assertThat(titles("updates")).containsExactly("order-placed: At once");

            publisher.stop();
            publisher
                    .database
                    .jdbc()
                    .sql("UPDATE delivery SET not_before = 1 WHERE held = 2")
                    .update();
            publisher.started();

            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(publisher.deliveries(bugs.getLast()))
                            .containsEntry("announcements", DeliveryStatus.SENT));
            assertThat(titles("updates")).containsExactly("order-placed: At once", "📰 3 updates");
            assertThat(discord.messages("updates")
                            .getLast()
                            .embeds()
                            .get(0)
                            .path("description")
                            .asString())
                    .contains("One", "Two", "Three");
            assertThat(publisher.deliveries(bugs.getFirst()))
                    .isEqualTo(Map.of("announcements", DeliveryStatus.SUPERSEDED));
        }
    }

    @Test
    void an_expression_that_fails_fails_its_event_alone_and_says_why() throws IOException {
        try (RunningPublisher publisher = publisher("""
                version: 1
                types: { order-placed: { fields: { item: text! } } }
                cards: { order-placed: { title: "{{ item = 'bad' ? $pad('x', 10000000) : item }}" } }
                """)) {
            EventEnvelope before = order("{\"item\": \"before\"}");
            EventEnvelope bad = order("{\"item\": \"bad\"}");
            EventEnvelope good = order("{\"item\": \"good\"}");
            publisher.publishAll(List.of(before, bad, good));

            await().atMost(LONG)
                    .untilAsserted(() ->
                            assertThat(publisher.deliveries(good)).containsEntry("announcements", DeliveryStatus.SENT));
            assertThat(publisher.deliveries(bad)).containsEntry("announcements", DeliveryStatus.FAILED);
            assertThat(publisher
                            .database
                            .jdbc()
                            .sql("SELECT error FROM delivery WHERE event_id = :id")
                            .param("id", bad.id())
                            .query(String.class)
                            .single())
                    .contains("the title of its card in gateway.yml makes a text of more than");
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(titles("updates")).containsExactly("before", "good"));
        }
    }

    @Test
    void an_edit_that_fails_fails_its_event_and_holds_up_nobody() throws IOException {
        try (RunningPublisher publisher = publisher("""
                version: 1
                types: { order-placed: { fields: { item: text!, amount: number } } }
                cards: { order-placed: { title: "{{ item }}", edit: "{{ $uppercase(amount) }}" } }
                """)) {
            EventEnvelope bad = order("{\"item\": \"bad\", \"amount\": 1}");
            EventEnvelope good = order("{\"item\": \"good\"}");
            publisher.publishAll(List.of(bad, good));

            await().atMost(LONG)
                    .untilAsserted(() ->
                            assertThat(publisher.deliveries(good)).containsEntry("announcements", DeliveryStatus.SENT));
            assertThat(publisher.deliveries(bad)).containsEntry("announcements", DeliveryStatus.FAILED);
        }
    }

    @Test
    void a_digest_pings_whom_any_of_its_events_is_to_ping_and_shows_one_that_makes_no_card() throws IOException {
        try (RunningPublisher publisher = publisher("""
                version: 1
                types: { order-placed: { fields: { item: text! } } }
                cards: { order-placed: { title: "{{ item = 'bad' ? $pad('x', 10000000) : item }}" } }
                targets: { ops: { channel: ops } }
                routes:
                  - { when: type = 'bug-fixed', to: [ops], mention: "%s", digest: { every: day, at: "18:00" } }
                  - { when: type = 'order-placed', to: [ops], silent: true, digest: { every: day, at: "18:00" } }
                """.formatted(role))) {
            List<EventEnvelope> events =
                    List.of(bug("One"), order("{\"item\": \"bad\"}"), order("{\"item\": \"Two\"}"));
            publisher.publishAll(events);
            events.forEach(event -> await().atMost(LONG).until(() -> publisher.isPlanned(event)));
            publisher
                    .database
                    .jdbc()
                    .sql("UPDATE delivery SET not_before = 1 WHERE held = 2")
                    .update();

            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(publisher.deliveries(events.getLast()))
                            .containsEntry("ops", DeliveryStatus.SENT));
            SimulatedMessage digest = discord.messages("ops").getFirst();
            assertThat(digest.content()).isEqualTo("<@&" + role + ">");
            assertThat(digest.body().flags() & 4096).isZero();
            assertThat(digest.embeds().get(0).path("description").asString())
                    .contains("One", "order-placed: bad", "Two");
        }
    }

    @Test
    void an_edited_card_loses_the_button_for_which_the_newest_event_has_no_address() throws IOException {
        try (RunningPublisher publisher = publisher("""
                version: 1
                types: { order-placed: { fields: { item: text!, url: url } } }
                cards:
                  order-placed: { title: "{{ item }}", edit: "one", buttons: [{ label: Open, url: "{{ url }}" }] }
                  feature-released: { image: "" }
                """)) {
            sent(publisher, order("{\"item\": \"A\", \"url\": \"https://shop.example/a\"}"));
            assertThat(discord.messages("updates")
                            .getFirst()
                            .body()
                            .components()
                            .size())
                    .isEqualTo(1);

            sent(publisher, order("{\"item\": \"B\"}"));

            assertThat(titles("updates")).containsExactly("B");
            assertThat(discord.messages("updates")
                            .getFirst()
                            .body()
                            .components()
                            .size())
                    .isZero();
            sent(
                    publisher,
                    built(new FeatureReleased("Dark mode", null, null, "https://app.example/a.png", null, null, null)));
            assertThat(discord.messages("updates").getLast().embeds().get(0).has("image"))
                    .isFalse();
        }
    }

    @Test
    void what_waits_for_a_place_that_the_file_has_no_more_is_skipped_and_says_so() throws IOException {
        try (RunningPublisher publisher = publisher("""
                version: 1
                targets: { gone: { channel: dev-log } }
                routes: [{ when: type = 'bug-fixed', to: [gone], digest: { every: day, at: "18:00" } }]
                """)) {
            EventEnvelope bug = bug("One");
            publisher.publishAll(List.of(bug));
            await().atMost(LONG).until(() -> publisher.isPlanned(bug));
            publisher.stop();
            Files.writeString(folder.resolve("gateway.yml"), "version: 1\n");
            publisher
                    .database
                    .jdbc()
                    .sql("UPDATE delivery SET not_before = 1 WHERE held = 2")
                    .update();
            publisher.started();

            await().atMost(LONG)
                    .untilAsserted(() ->
                            assertThat(publisher.deliveries(bug)).isEqualTo(Map.of("gone", DeliveryStatus.SKIPPED)));
        }
    }

    @Test
    void a_place_that_the_file_names_no_more_is_no_target_any_more() throws IOException {
        String named = "version: 1\ntargets: { dev-log: { channel: dev-log }, ops: { channel: ops } }\n";
        try (RunningPublisher publisher = publisher(named)) {
            await().atMost(LONG).until(() -> named(publisher).containsAll(List.of("dev-log", "ops", "announcements")));
            publisher.stop();
            Files.writeString(folder.resolve("gateway.yml"), named.replace(", ops: { channel: ops }", ""));
            publisher.started();
            await().atMost(LONG).until(() -> !named(publisher).contains("ops"));
            assertThat(named(publisher)).contains("dev-log", "announcements");
        }
    }

    @Test
    void what_waits_for_a_paused_place_that_the_file_names_no_more_is_skipped() throws IOException {
        String file = """
                version: 1
                types: { order-placed: { fields: { item: text! } } }
                targets: { ops: { channel: ops } }
                """;
        try (RunningPublisher publisher = publisher(file + "routes: [{ to: [ops] }]\n")) {
            await().atMost(LONG).until(() -> named(publisher).contains("ops"));
            publisher
                    .database
                    .jdbc()
                    .sql("UPDATE discord_target SET stopped_at = 1, stopped_by = 'ann' WHERE name = 'ops'")
                    .update();
            EventEnvelope order = order("{\"item\": \"Mug\"}");
            publisher.publishAll(List.of(order));
            await().atMost(LONG).until(() -> publisher.isPlanned(order));
            publisher.stop();
            Files.writeString(folder.resolve("gateway.yml"), file.replace("targets: { ops: { channel: ops } }\n", ""));
            publisher.started();
            await().atMost(LONG)
                    .untilAsserted(
                            () -> assertThat(publisher.deliveries(order)).containsEntry("ops", DeliveryStatus.SKIPPED));
            await().atMost(LONG).until(() -> !named(publisher).contains("ops"));
        }
    }

    private static List<String> named(RunningPublisher publisher) {
        return publisher
                .database
                .jdbc()
                .sql("SELECT name FROM discord_target")
                .query(String.class)
                .list();
    }

    private RunningPublisher publisher(String yaml) throws IOException {
        Path file = Files.writeString(folder.resolve("gateway.yml"), yaml);
        return RunningPublisher.withSettings(
                discord,
                Map.of(
                        "GATEWAY_CONFIG", file.toString(),
                        // What the file names no more is not taken for a category that has no channel yet.
                        "DISCORD_CREATE_CHANNELS", "on",
                        "DEV_LOG_WEBHOOK_URL", discord.addWebhook("dev-log")));
    }

    private void sent(RunningPublisher publisher, EventEnvelope event) {
        publisher.publishAll(List.of(event));
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(publisher.deliveries(event))
                        .isNotEmpty()
                        .allSatisfy((target, status) -> assertThat(status).isEqualTo(DeliveryStatus.SENT)));
    }

    private List<String> titles(String channel) {
        return discord.messages(channel).stream()
                .flatMap(message -> message.embeds().valueStream())
                .map(embed -> embed.path("title").asString())
                .toList();
    }

    private static EventEnvelope bug(String title) {
        return built(new BugFixed(title, null, null));
    }

    private static EventEnvelope built(GatewayEvent event) {
        return EventEnvelope.of(EventIds.next(), Source.MAIN_APP, Instant.now(), event);
    }

    private static EventEnvelope order(String data) {
        Instant now = Instant.now();
        ObjectNode json = (ObjectNode) EventJson.mapper().readTree(data);
        return new EventEnvelope(EventIds.next(), ORDER, new Source("shop"), now, now, json, null, null);
    }
}
