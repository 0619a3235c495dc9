package dev.gatewaysync.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.ResourceAdded;
import dev.gatewaysync.simulator.DiscordSimulator;
import dev.gatewaysync.simulator.SimulatorSettings;
import dev.gatewaysync.storage.history.DeliveryStatus;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the console's replay relies on: the archived body, published to the queue with {@code replayed-by}. */
class ReplayIT {
    private static final Duration LONG = Duration.ofSeconds(60);

    private final DiscordSimulator discord = DiscordSimulator.start(SimulatorSettings.standard());

    @Test
    void what_had_failed_is_sent_once_and_what_had_arrived_is_not_sent_again() {
        try (RunningPublisher publisher = RunningPublisher.withBotAndWebhook(discord)) {
            discord.faults()
                    .next(1, "POST", "/channels/\\d+/messages$")
                    .failBeforeCommit(400, "{\"code\":50035,\"message\":\"no\"}");
            EventEnvelope event =
                    publisher.publish(new ResourceAdded("One", "ai-tools", "https://one.example", null, List.of()));
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(publisher.deliveries(event))
                            .containsEntry("announcements", DeliveryStatus.SENT)
                            .containsEntry("category:ai-tools", DeliveryStatus.FAILED));

            for (int time = 0; time < 3; time++) {
                publisher.replay(event);
            }

            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(publisher.deliveries(event))
                            .containsOnly(
                                    java.util.Map.entry("announcements", DeliveryStatus.SENT),
                                    java.util.Map.entry("category:ai-tools", DeliveryStatus.SENT)));
            publisher.replay(event);
            // Sent behind the replays, so when it has arrived they have been dealt with.
            EventEnvelope last =
                    publisher.publish(new ResourceAdded("Two", "ai-tools", "https://two.example", null, List.of()));
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(publisher.deliveries(last))
                            .containsEntry("category:ai-tools", DeliveryStatus.SENT)
                            .containsEntry("announcements", DeliveryStatus.SENT));
            assertThat(discord.messages("ai-tools")).hasSize(2);
            assertThat(discord.messages("updates")).hasSize(2);
        }
    }

    /** Before, the replay of one tried both. */
    @Test
    void the_replay_of_what_failed_at_one_target_does_not_touch_what_failed_at_another() {
        try (RunningPublisher publisher = RunningPublisher.withBotAndWebhook(discord)) {
            discord.faults()
                    .next(1, "POST", "/channels/\\d+/messages$")
                    .failBeforeCommit(400, "{\"code\":50035,\"message\":\"no\"}");
            discord.faults()
                    .next(1, "POST", "/webhooks/.*")
                    .failBeforeCommit(400, "{\"code\":50035,\"message\":\"no\"}");
            EventEnvelope event =
                    publisher.publish(new ResourceAdded("One", "ai-tools", "https://one.example", null, List.of()));
            await().atMost(LONG)
                    .untilAsserted(() ->
                            assertThat(publisher.deliveries(event).values()).containsOnly(DeliveryStatus.FAILED));

            publisher.replay(event, "category:ai-tools");

            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(publisher.deliveries(event))
                            .containsEntry("category:ai-tools", DeliveryStatus.SENT));
            assertThat(publisher.deliveries(event)).containsEntry("announcements", DeliveryStatus.FAILED);
            assertThat(discord.messages("updates")).isEmpty();
        }
    }

    @Test
    void an_event_that_was_never_planned_is_planned_by_its_replay() {
        try (RunningPublisher publisher = RunningPublisher.withBotAndWebhook(discord)) {
            EventEnvelope event = RunningPublisher.envelope(
                    dev.gatewaysync.events.BuiltInType.BUG_FIXED, "{\"title\":\"Parked before it was planned\"}");

            publisher.replay(event);

            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(publisher.deliveries(event))
                            .containsEntry("announcements", DeliveryStatus.SENT));
            assertThat(discord.messages("updates")).hasSize(1);
        }
    }
}
