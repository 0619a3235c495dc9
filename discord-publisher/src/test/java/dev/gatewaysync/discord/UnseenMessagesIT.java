package dev.gatewaysync.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatewaysync.cards.MessageRef;
import dev.gatewaysync.events.BugFixed;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.EventIds;
import dev.gatewaysync.events.Source;
import dev.gatewaysync.events.StatsUpdated;
import dev.gatewaysync.simulator.DiscordSimulator;
import dev.gatewaysync.simulator.SimulatorSettings;
import dev.gatewaysync.simulator.guild.Permission;
import dev.gatewaysync.simulator.guild.SimulatedMessage;
import dev.gatewaysync.storage.history.CardRef;
import dev.gatewaysync.storage.history.DeliveryStatus;
import dev.gatewaysync.testkit.Deploys;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** A server that shows the bot less than everything: no card is lost, doubled or hidden. */
@Order(8)
class UnseenMessagesIT {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String POST = "/webhooks/\\d+/[^/]+$|/channels/\\d+/messages$|/threads$";
    private static final String ANNOUNCEMENTS = "announcements";

    private final DiscordSimulator discord = DiscordSimulator.start(SimulatorSettings.standard());

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_lost_answer_is_found_without_the_intent(boolean webhook) {
        discord.allowMessageContent(false);
        try (RunningPublisher publisher =
                webhook ? RunningPublisher.withBotAndWebhook(discord) : RunningPublisher.withBot(discord)) {
            sendWithThreeLostAnswers(publisher, ANNOUNCEMENTS);

            assertThat(titles(discord.messages("updates"))).isEqualTo(expected());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_lost_post_is_found_without_the_intent(boolean webhook) {
        discord.allowMessageContent(false);
        discord.addForum("status", false);
        Map<String, String> settings = webhook
                ? Map.of("DISCORD_WEBHOOK_URL", discord.addWebhook("status"))
                : Map.of("DISCORD_ROUTES", "bug-fixed=status");
        try (RunningPublisher publisher = RunningPublisher.withSettings(discord, settings)) {
            sendWithThreeLostAnswers(publisher, webhook ? ANNOUNCEMENTS : "channel:status");

            assertThat(titles(discord.threads("status").stream()
                            .flatMap(post -> discord.messages(post).stream())
                            .toList()))
                    .isEqualTo(expected());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_copy_by_somebody_elses_webhook_is_not_taken_for_a_message_that_was_not_made(boolean webhook)
            throws Exception {
        // Without it the copy would be blank for the bot.
        discord.allowMessageContent(true);
        String others = discord.addWebhook("updates");
        try (RunningPublisher publisher =
                webhook ? RunningPublisher.withBotAndWebhook(discord) : RunningPublisher.withBot(discord)) {
            awaitSent(publisher, publisher.publish(new BugFixed("0", null, null)), ANNOUNCEMENTS);
            EventEnvelope event =
                    EventEnvelope.of(EventIds.next(), Source.MAIN_APP, Instant.now(), new BugFixed("1", null, null));
            copy(others, "A copy", CardRef.shown(MessageRef.of(event.id(), ANNOUNCEMENTS)));
            discord.faults().next(1, "POST", POST).failBeforeCommit(502, "<html>Bad Gateway</html>");

            publisher.publishAll(List.of(event));
            awaitSent(publisher, event, ANNOUNCEMENTS);

            assertThat(titles(discord.messages("updates")))
                    .containsExactly("🐛 Bug fixed: 0", "A copy", "🐛 Bug fixed: 1");
        }
    }

    private static void copy(String webhook, String title, String foot) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(webhook))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"embeds\":[{\"title\":\"" + title + "\",\"footer\":{\"text\":\"" + foot + "\"}}]}"))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            assertThat(client.send(request, HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(204);
        }
    }

    @Test
    void a_webhooks_message_that_the_bot_cannot_look_for_waits_until_it_can() {
        discord.permissions().denyBot("updates", Permission.READ_MESSAGE_HISTORY);
        try (RunningPublisher publisher = RunningPublisher.withBotAndWebhook(discord)) {
            discord.faults().next(1, "POST", POST).failAfterCommit(502, "<html>Bad Gateway</html>");
            EventEnvelope lost = publisher.publish(new BugFixed("1", null, null));
            EventEnvelope behind = publisher.publish(new BugFixed("2", null, null));
            await().atMost(LONG)
                    .until(() -> publisher.targetStatus(ANNOUNCEMENTS).equals("paused"));
            assertThat(TargetsIT.reason(publisher, ANNOUNCEMENTS)).contains("#updates", "Read Message History");
            assertThat(discord.messages("updates")).hasSize(1);
            assertThat(publisher.deliveries(lost)).containsEntry(ANNOUNCEMENTS, DeliveryStatus.SENDING);

            discord.permissions().clear("updates");
            TargetsIT.resume(publisher, ANNOUNCEMENTS);
            awaitSent(publisher, behind, ANNOUNCEMENTS);

            assertThat(titles(discord.messages("updates"))).containsExactly("🐛 Bug fixed: 1", "🐛 Bug fixed: 2");
            // Written after the message, which they may have shared.
            await().atMost(LONG)
                    .until(() -> publisher.targetStatus(ANNOUNCEMENTS).equals("active"));
        }
    }

    @Test
    void the_bots_own_message_is_sent_again_with_its_nonce_where_it_cannot_look() {
        discord.permissions().denyBot("updates", Permission.READ_MESSAGE_HISTORY);
        try (RunningPublisher publisher = RunningPublisher.withBot(discord)) {
            sendWithThreeLostAnswers(publisher, ANNOUNCEMENTS);

            assertThat(titles(discord.messages("updates"))).isEqualTo(expected());
        }
    }

    @Test
    void no_second_message_with_numbers_is_made_where_the_first_cannot_be_seen() {
        String welcome = "welcome-and-start-here";
        try (RunningPublisher publisher = RunningPublisher.withBot(discord)) {
            publisher.counted(publisher.publish(new StatsUpdated(10L, 3L, 7L, null)), 10, 3);
            await().atMost(LONG).until(() -> discord.messages(welcome).size() == 1);
            await().atMost(LONG).until(() -> publisher.open() == 0);
            publisher.stop();
            publisher.database.jdbc().sql("DELETE FROM card").update();
            discord.permissions().denyBot(welcome, Permission.READ_MESSAGE_HISTORY);
            publisher.started();
            publisher.counted(publisher.publish(new StatsUpdated(20L, 3L, 7L, null)), 20, 3);

            await().atMost(LONG)
                    .until(() -> publisher.targetStatus("statistics:overview").equals("paused"));
            assertThat(TargetsIT.reason(publisher, "statistics:overview")).contains("Read Message History");
            assertThat(discord.messages(welcome)).hasSize(1);

            discord.permissions().clear(welcome);
            TargetsIT.resume(publisher, "statistics:overview");
            await().atMost(LONG)
                    .until(() -> discord.messages(welcome)
                            .getFirst()
                            .embeds()
                            .toString()
                            .contains("**20**"));
            assertThat(discord.messages(welcome)).hasSize(1);
        }
    }

    @Test
    void deploys_of_one_site_are_all_visible_and_others_still_share_messages() {
        try (RunningPublisher publisher = RunningPublisher.withBotAndWebhook(discord)) {
            discord.faults().next(1, "POST", POST).failBeforeCommit(503, "{}");
            List<EventEnvelope> events = Stream.of(
                            Deploys.at("v1", "https://site.example"),
                            Deploys.at("v2", "https://site.example"),
                            Deploys.at("v3", "https://site.example"),
                            Deploys.at("v4", "https://other.example/"),
                            Deploys.of("v5"),
                            Deploys.of("v6"))
                    .map(event -> EventEnvelope.of(EventIds.next(), Source.MAIN_APP, Instant.now(), event))
                    .toList();
            publisher.publishAll(events);
            awaitSent(publisher, events.getLast(), ANNOUNCEMENTS);

            assertThat(titles(discord.messages("updates")))
                    .isEqualTo(IntStream.rangeClosed(1, 6)
                            .mapToObj(n -> "🚀 Deployed v" + n)
                            .toList());
            assertThat(discord.messages("updates").stream().mapToInt(SimulatedMessage::visibleEmbeds))
                    .containsExactly(1, 1, 4);
        }
    }

    private void sendWithThreeLostAnswers(RunningPublisher publisher, String target) {
        awaitSent(publisher, publisher.publish(new BugFixed("0", null, null)), target);
        discord.faults().next(3, "POST", POST).failAfterCommit(502, "<html>Bad Gateway</html>");
        for (int n = 1; n <= 3; n++) {
            awaitSent(publisher, publisher.publish(new BugFixed(Integer.toString(n), null, null)), target);
        }
    }

    private static List<String> expected() {
        return IntStream.rangeClosed(0, 3).mapToObj(n -> "🐛 Bug fixed: " + n).toList();
    }

    private static void awaitSent(RunningPublisher publisher, EventEnvelope event, String target) {
        await().atMost(LONG)
                .untilAsserted(
                        () -> assertThat(publisher.deliveries(event)).containsEntry(target, DeliveryStatus.SENT));
    }

    private static List<String> titles(List<SimulatedMessage> messages) {
        return messages.stream()
                .map(SimulatedMessage::embeds)
                .flatMap(JsonNode::valueStream)
                .map(embed -> embed.path("title").asString())
                .toList();
    }
}
