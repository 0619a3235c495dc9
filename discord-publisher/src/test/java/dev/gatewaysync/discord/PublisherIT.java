package dev.gatewaysync.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatewaysync.events.BuiltInType;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.events.ResourceAdded;
import dev.gatewaysync.simulator.DiscordSimulator;
import dev.gatewaysync.simulator.SimulatorSettings;
import dev.gatewaysync.simulator.guild.SimulatedMessage;
import dev.gatewaysync.storage.history.DeliveryStatus;
import dev.gatewaysync.testkit.Deploys;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class PublisherIT {
    private final DiscordSimulator discord = DiscordSimulator.start(SimulatorSettings.standard());

    @Test
    void a_resource_is_announced_by_the_webhook_and_highlighted_by_the_bot() {
        try (RunningPublisher publisher = RunningPublisher.withBotAndWebhook(discord)) {
            EventEnvelope event = publisher.publish(
                    new ResourceAdded("Amazing Tool", "AI Tools", "https://amazing.example", null, List.of()));

            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(publisher.deliveries(event))
                            .isEqualTo(Map.of(
                                    "announcements", DeliveryStatus.SENT, "category:ai-tools", DeliveryStatus.SENT)));
            assertThat(titles("updates")).containsExactly("✨ New resource: Amazing Tool");
            assertThat(discord.messages("updates").get(0).webhookId()).isNotNull();
            assertThat(titles("ai-tools")).containsExactly("✨ Amazing Tool");
            assertThat(discord.messages("ai-tools").get(0).webhookId()).isNull();
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(publisher
                                    .bean(org.springframework.data.redis.core.StringRedisTemplate.class)
                                    .opsForValue()
                                    .get("gateway:discord:status"))
                            .isEqualTo("simulator"));
            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
                JsonNode told = EventJson.mapper()
                        .readTree(String.valueOf(publisher
                                .bean(org.springframework.data.redis.core.StringRedisTemplate.class)
                                .opsForValue()
                                .get("gateway:discord:limits")));
                assertThat(told.at("/limits/0/name").asString("")).isEqualTo("Webhook posts to #updates");
                assertThat(told.at("/limits/0/left").asInt(0)).isEqualTo(29);
                assertThat(told.at("/limits/0/of").asInt(0)).isEqualTo(30);
                assertThat(told.at("/limits/1/name").asString("")).isEqualTo("Refused requests");
                assertThat(told.path("stoppedForSeconds").asInt(-1)).isZero();
            });
        }
    }

    @Test
    void with_nothing_configured_events_are_planned_for_nowhere() {
        try (RunningPublisher publisher = RunningPublisher.withNothing(discord)) {
            EventEnvelope event = publisher.publish(Deploys.of("v1"));

            await().atMost(Duration.ofSeconds(60)).until(() -> publisher.isPlanned(event));
            assertThat(publisher.deliveries(event)).isEmpty();
        }
    }

    @Test
    void a_category_without_a_channel_is_skipped_and_the_announcement_is_not() {
        try (RunningPublisher publisher = RunningPublisher.withBot(discord)) {
            EventEnvelope event = publisher.publish(new ResourceAdded("Boat", "Sailing", null, null, List.of()));

            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(publisher.deliveries(event))
                            .isEqualTo(Map.of(
                                    "announcements", DeliveryStatus.SENT, "category:sailing", DeliveryStatus.SKIPPED)));
            assertThat(publisher
                            .database
                            .jdbc()
                            .sql("SELECT error FROM delivery WHERE status = 'skipped'")
                            .query(String.class)
                            .single())
                    .contains("#sailing");
        }
    }

    @Test
    void maintenance_is_one_card_that_moves_on() {
        try (RunningPublisher publisher = RunningPublisher.withBotAndWebhook(discord)) {
            publisher.publish(
                    BuiltInType.MAINTENANCE,
                    "{\"status\":\"scheduled\",\"message\":\"Soon\",\"expectedDuration\":\"30 minutes\"}");
            publisher.publish(BuiltInType.MAINTENANCE, "{\"status\":\"started\",\"message\":\"Now\"}");
            EventEnvelope last =
                    publisher.publish(BuiltInType.MAINTENANCE, "{\"status\":\"completed\",\"message\":\"Done\"}");

            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() ->
                            assertThat(publisher.deliveries(last)).containsEntry("announcements", DeliveryStatus.SENT));
            assertThat(titles("updates")).containsExactly("✅ Maintenance completed", "✅ Maintenance completed");
            assertThat(discord.messages("updates").get(0).edits()).isEqualTo(2);

            EventEnvelope next =
                    publisher.publish(BuiltInType.MAINTENANCE, "{\"status\":\"started\",\"message\":\"Again\"}");
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() ->
                            assertThat(publisher.deliveries(next)).containsEntry("announcements", DeliveryStatus.SENT));
            assertThat(titles("updates"))
                    .containsExactly("✅ Maintenance completed", "✅ Maintenance completed", "🔧 Maintenance under way");
        }
    }

    @Test
    void of_two_maintenances_without_an_id_the_one_under_way_is_over_and_the_one_announced_is_called_off() {
        try (RunningPublisher publisher = RunningPublisher.withBotAndWebhook(discord)) {
            String later = Instant.now().plus(Duration.ofDays(7)).toString();
            publisher.publish(BuiltInType.MAINTENANCE, "{\"status\":\"started\",\"message\":\"Now\"}");
            publisher.publish(
                    BuiltInType.MAINTENANCE,
                    "{\"status\":\"scheduled\",\"message\":\"Next week\",\"startTime\":\"" + later + "\"}");
            EventEnvelope done =
                    publisher.publish(BuiltInType.MAINTENANCE, "{\"status\":\"completed\",\"message\":\"Done\"}");
            awaitSent(publisher, done);
            assertThat(titles("updates"))
                    .containsExactly("✅ Maintenance completed", "🗓️ Maintenance scheduled", "✅ Maintenance completed");

            publisher.publish(
                    BuiltInType.MAINTENANCE, "{\"status\":\"started\",\"message\":\"Once more\",\"id\":\"db\"}");
            EventEnvelope off =
                    publisher.publish(BuiltInType.MAINTENANCE, "{\"status\":\"cancelled\",\"message\":\"Not needed\"}");
            awaitSent(publisher, off);
            assertThat(titles("updates"))
                    .containsExactly(
                            "✅ Maintenance completed",
                            "🚫 Maintenance called off",
                            "✅ Maintenance completed",
                            "🔧 Maintenance under way",
                            "🚫 Maintenance called off");
        }
    }

    private static void awaitSent(RunningPublisher publisher, EventEnvelope event) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() ->
                        assertThat(publisher.deliveries(event)).containsEntry("announcements", DeliveryStatus.SENT));
    }

    private List<String> titles(String channel) {
        return discord.messages(channel).stream()
                .map(SimulatedMessage::embeds)
                .flatMap(embeds -> embeds.valueStream())
                .map(embed -> embed.path("title").asString())
                .toList();
    }
}
