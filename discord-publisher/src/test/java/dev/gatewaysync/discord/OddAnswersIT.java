package dev.gatewaysync.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatewaysync.events.BugFixed;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.StatsUpdated;
import dev.gatewaysync.simulator.DiscordSimulator;
import dev.gatewaysync.simulator.SimulatorSettings;
import dev.gatewaysync.simulator.interaction.SimulatedInteraction;
import dev.gatewaysync.storage.history.DeliveryStatus;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Answers of Discord's that are rare, each met once in an ordinary run. */
class OddAnswersIT {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String SEND = "/channels/\\d+/messages$";
    private static final String EDIT = "/channels/\\d+/messages/\\d+$";

    private final DiscordSimulator discord = DiscordSimulator.start(SimulatorSettings.standard());

    @Test
    void what_moderation_or_slow_mode_says_holds_up_nothing_else() {
        try (RunningPublisher publisher = RunningPublisher.withBot(discord)) {
            discord.faults().next(1, "POST", SEND).refuse(400, 200000, "Message was blocked by automatic moderation");
            EventEnvelope blocked = publisher.publish(new BugFixed("Blocked", null, null));
            awaitStatus(publisher, blocked, DeliveryStatus.FAILED);
            discord.faults()
                    .next(1, "POST", SEND)
                    .refuse(429, 20016, "This action cannot be performed due to slowmode");
            EventEnvelope slow = publisher.publish(new BugFixed("Slow", null, null));
            awaitStatus(publisher, slow, DeliveryStatus.SENT);
            discord.faults().next(1, "POST", SEND).refuse(400, 50006, "Cannot send an empty message");
            EventEnvelope empty = publisher.publish(new BugFixed("Empty", null, null));
            awaitStatus(publisher, empty, DeliveryStatus.FAILED);
            assertThat(publisher.targetStatus("announcements")).isEqualTo("active");
            assertThat(discord.messages("updates")).hasSize(1);
        }
    }

    @Test
    void a_bad_gateway_at_the_edit_of_the_pinned_numbers_makes_no_second_message() {
        try (RunningPublisher publisher = RunningPublisher.withBot(discord)) {
            publisher.counted(publisher.publish(new StatsUpdated(10L, 1L, 7L, null)), 10, 1);
            await().atMost(LONG)
                    .until(() -> discord.messages("welcome-and-start-here").size() == 1);
            discord.faults().next(2, "PATCH", EDIT).failAfterCommit(502, "<html>Bad gateway</html>");
            publisher.counted(publisher.publish(new StatsUpdated(11L, 1L, 7L, null)), 11, 1);
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(discord.messages("welcome-and-start-here"))
                            .singleElement()
                            .satisfies(message ->
                                    assertThat(message.embeds().toString()).contains("11")));
        }
    }

    @Test
    void an_interaction_that_somebody_else_acknowledged_leaves_the_bot_well() {
        try (RunningPublisher publisher = RunningPublisher.withBot(discord)) {
            await().atMost(LONG).until(() -> discord.commands().contains("gateway-status"));
            discord.faults()
                    .next(1, "POST", "/interactions/.*/callback")
                    .refuse(400, 40060, "Interaction has already been acknowledged.");
            discord.member().slash("recent-updates", Map.of());
            await().atMost(LONG).until(() -> discord.faults().waiting() == 0);
            SimulatedInteraction next = discord.member().slash("recent-updates", Map.of());
            await().atMost(LONG).until(() -> next.reply().isPresent() && !next.isThinking());
            assertThat(publisher.open()).isZero();
        }
    }

    private static void awaitStatus(RunningPublisher publisher, EventEnvelope event, DeliveryStatus status) {
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(publisher.deliveries(event)).containsEntry("announcements", status));
    }
}
