package dev.gatewaysync.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.simulator.DiscordSimulator;
import dev.gatewaysync.simulator.SimulatorSettings;
import dev.gatewaysync.simulator.guild.Presence;
import dev.gatewaysync.testkit.Deploys;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What the list of members shows of the bot. */
class PresenceIT {
    private static final Duration LONG = Duration.ofSeconds(60);

    private final DiscordSimulator discord = DiscordSimulator.start(SimulatorSettings.standard());

    @Test
    void the_number_of_resources_is_shown_and_an_incident_is_with_the_next_session() {
        try (RunningPublisher publisher = RunningPublisher.withBot(discord)) {
            await().atMost(LONG)
                    .until(() -> discord.presence().equals(new Presence("online", "Watching the catalogue")));
            EventEnvelope event = publisher.publish(Deploys.of("v1"));
            publisher.counted(event, 1593, 14);
            publisher.stop();
            publisher.started();
            await().atMost(LONG)
                    .until(() -> discord.presence().equals(new Presence("online", "Watching 1,593 resources")));

            Instant now = Instant.now();
            publisher
                    .database
                    .jdbc()
                    .sql("INSERT INTO uptime_sample (at, state, covers_ms) VALUES (:at, 'down', 3600000)")
                    .param("at", now.toEpochMilli())
                    .update();
            publisher.database.jdbc().sql("""
                            INSERT INTO incident (id, status, reason, started_at, is_open)
                            VALUES ('i', 'offline', 'x', 1, 1)""").update();
            publisher.stop();
            publisher.started();
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(discord.presence())
                            .isEqualTo(new Presence("dnd", "🔴 The app does not answer")));
        }
    }
}
