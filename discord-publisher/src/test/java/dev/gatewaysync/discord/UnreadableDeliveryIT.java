package dev.gatewaysync.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatewaysync.events.BugFixed;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.simulator.DiscordSimulator;
import dev.gatewaysync.simulator.SimulatorSettings;
import dev.gatewaysync.simulator.guild.SimulatedMessage;
import dev.gatewaysync.storage.history.DeliveryStatus;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What stands in the outbox and cannot be read stops nobody. */
class UnreadableDeliveryIT {
    private static final Duration LONG = Duration.ofSeconds(60);

    private final DiscordSimulator discord = DiscordSimulator.start(SimulatorSettings.standard());

    @Test
    void one_that_cannot_be_read_is_among_the_failed_messages_and_the_others_of_its_channel_arrive() {
        try (RunningPublisher publisher = RunningPublisher.withBot(discord)) {
            discord.denyChannel("updates", 50013);
            EventEnvelope broken = publisher.publish(new BugFixed("Broken", null, null));
            EventEnvelope unknown = publisher.publish(new BugFixed("Unknown", null, null));
            EventEnvelope whole = publisher.publish(new BugFixed("Whole", null, null));
            await().atMost(LONG)
                    .until(() -> publisher.targetStatus("announcements").equals("paused")
                            && publisher.deliveries(whole).containsKey("announcements"));
            body(publisher, broken, "{\"id\":");
            body(publisher, unknown, "{\"id\":\"x\",\"type\":\"not-a-type\"}");
            discord.allowChannel("updates");
            TargetsIT.resume(publisher, "announcements");

            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(publisher.deliveries(whole))
                            .containsEntry("announcements", DeliveryStatus.SENT));
            await().atMost(LONG).untilAsserted(() -> {
                assertThat(publisher.deliveries(broken)).containsEntry("announcements", DeliveryStatus.FAILED);
                assertThat(publisher.deliveries(unknown)).containsEntry("announcements", DeliveryStatus.FAILED);
            });
            assertThat(publisher
                            .database
                            .jdbc()
                            .sql("SELECT error FROM delivery WHERE event_id = :id")
                            .param("id", broken.id())
                            .query(String.class)
                            .single())
                    .contains("cannot be read");
            assertThat(discord.messages("updates"))
                    .singleElement()
                    .extracting(SimulatedMessage::embeds)
                    .asString()
                    .contains("Whole");
        }
    }

    private static void body(RunningPublisher publisher, EventEnvelope event, String body) {
        publisher
                .database
                .jdbc()
                .sql("UPDATE delivery SET body = :body WHERE event_id = :id")
                .param("body", body)
                .param("id", event.id())
                .update();
    }
}
