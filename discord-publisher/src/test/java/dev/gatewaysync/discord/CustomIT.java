package dev.gatewaysync.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatewaysync.events.BuiltInType;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.EventIds;
import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.events.Source;
import dev.gatewaysync.simulator.DiscordSimulator;
import dev.gatewaysync.simulator.SimulatorSettings;
import dev.gatewaysync.simulator.guild.SimulatedMessage;
import dev.gatewaysync.storage.history.DeliveryStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class CustomIT {
    private static final Instant NOON = Instant.parse("2025-09-06T12:00:00Z");

    private final DiscordSimulator discord = DiscordSimulator.start(SimulatorSettings.standard());

    @AfterEach
    void stop() {
        discord.close();
    }

    @Test
    void a_custom_event_is_shown_as_it_says() {
        try (RunningPublisher publisher = RunningPublisher.withBotAndWebhook(discord)) {
            sent(publisher, event(NOON, """
                    {"title": "Mug *sold* @everyone", "description": "To **Ann**", "url": "https://shop.example/1",
                     "image": "https://shop.example/mug.png", "priority": "high",
                     "fields": [{"name": "Price", "value": "12.50 €", "inline": true}]}"""));

            JsonNode embed = message(0).embeds().get(0);
            assertThat(embed.path("title").asString()).isEqualTo("Mug \\*sold\\* \\@everyone");
            assertThat(embed.path("description").asString()).isEqualTo("To \\*\\*Ann\\*\\*");
            assertThat(embed.path("url").asString()).isEqualTo("https://shop.example/1");
            assertThat(embed.at("/image/url").asString()).isEqualTo("https://shop.example/mug.png");
            assertThat(embed.at("/fields/0/name").asString()).isEqualTo("Price");
            assertThat(embed.at("/fields/0/value").asString()).isEqualTo("12.50 €");
            assertThat(embed.at("/fields/0/inline").asBoolean()).isTrue();
        }
    }

    @Test
    void what_has_the_same_key_within_thirty_days_edits_the_card_of_the_first() {
        try (RunningPublisher publisher = RunningPublisher.withBotAndWebhook(discord)) {
            sent(publisher, event(NOON, "{\"title\":\"Voting\",\"key\":\"vote\"}"));
            sent(publisher, event(NOON, "{\"title\":\"Other\",\"key\":\"other\"}"));
            sent(publisher, event(NOON.plus(Duration.ofDays(29)), "{\"title\":\"Voted\",\"key\":\"vote\"}"));
            assertThat(titles()).containsExactly("Voted", "Other");
            assertThat(message(0).edits()).isEqualTo(1);

            sent(publisher, event(NOON.plus(Duration.ofDays(30)), "{\"title\":\"Again\",\"key\":\"vote\"}"));
            sent(publisher, event(NOON.plus(Duration.ofDays(31)), "{\"title\":\"And again\",\"key\":\"vote\"}"));
            assertThat(titles()).containsExactly("Voted", "Other", "And again");
        }
    }

    @Test
    void a_replay_changes_nothing_that_a_newer_event_has_said() {
        try (RunningPublisher publisher = RunningPublisher.withBotAndWebhook(discord)) {
            sent(publisher, event(NOON, "{\"title\":\"Open\",\"key\":\"a\"}"));
            discord.faults().next(1, "PATCH", "/webhooks/.*").refuse(400, 50035, "Invalid Form Body");
            EventEnvelope failed = event(NOON, "{\"title\":\"Half open\",\"key\":\"a\"}");
            publisher.publishAll(List.of(failed));
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(publisher.deliveries(failed))
                            .containsEntry("announcements", DeliveryStatus.FAILED));
            sent(publisher, event(NOON, "{\"title\":\"Closed\",\"key\":\"a\"}"));

            publisher.replay(failed);
            awaitSent(publisher, failed);
            assertThat(titles()).containsExactly("Closed");
        }
    }

    @Test
    void a_clock_that_was_years_ahead_does_not_keep_a_card_from_being_made() {
        try (RunningPublisher publisher = RunningPublisher.withBotAndWebhook(discord)) {
            sent(publisher, event(NOON.plus(Duration.ofDays(4000)), "{\"title\":\"Ahead\",\"key\":\"a\"}"));
            sent(publisher, event(NOON, "{\"title\":\"Today\",\"key\":\"a\"}"));
            sent(publisher, event(NOON.minusSeconds(2), "{\"title\":\"Of another clock\",\"key\":\"a\"}"));

            assertThat(titles()).containsExactly("Ahead", "Of another clock");
        }
    }

    @Test
    void cards_without_a_key_share_a_message_and_are_never_edited() {
        try (RunningPublisher publisher = RunningPublisher.withBotAndWebhook(discord)) {
            List<EventEnvelope> events =
                    List.of(event(NOON, "{\"title\":\"One\"}"), event(NOON, "{\"title\":\"One\"}"));
            publisher.publishAll(events);
            events.forEach(event -> awaitSent(publisher, event));

            assertThat(discord.messages("updates").stream()
                            .mapToInt(message -> message.embeds().size())
                            .sum())
                    .isEqualTo(2);
            assertThat(discord.messages("updates"))
                    .extracting(SimulatedMessage::edits)
                    .containsOnly(0);
        }
    }

    private static EventEnvelope event(Instant time, String data) {
        ObjectNode json = (ObjectNode) EventJson.mapper().readTree(data);
        return new EventEnvelope(EventIds.next(), BuiltInType.CUSTOM, Source.MAIN_APP, time, time, json, null, null);
    }

    private static void sent(RunningPublisher publisher, EventEnvelope event) {
        publisher.publishAll(List.of(event));
        awaitSent(publisher, event);
    }

    private static void awaitSent(RunningPublisher publisher, EventEnvelope event) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() ->
                        assertThat(publisher.deliveries(event)).containsEntry("announcements", DeliveryStatus.SENT));
    }

    private SimulatedMessage message(int index) {
        return discord.messages("updates").get(index);
    }

    private List<String> titles() {
        return discord.messages("updates").stream()
                .map(message -> message.embeds().get(0).path("title").asString(""))
                .toList();
    }
}
