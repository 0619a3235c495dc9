package dev.gatewaysync.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.simulator.DiscordSimulator;
import dev.gatewaysync.simulator.SimulatorSettings;
import dev.gatewaysync.storage.history.DeliveryStatus;
import dev.gatewaysync.testkit.Deploys;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Stopping, and what is counted. */
class StopIT {
    private final DiscordSimulator discord = DiscordSimulator.start(SimulatorSettings.standard());

    @Test
    void a_stop_waits_for_the_request_in_flight_and_stores_it() {
        try (RunningPublisher publisher = RunningPublisher.withWebhook(discord)) {
            discord.faults().next(1, "POST", "/webhooks/").delayAnswer(Duration.ofSeconds(3));
            EventEnvelope event = publisher.publish(Deploys.of("v1"));
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> discord.counters().messagesCreated() == 1);

            long start = System.nanoTime();
            publisher.stop();

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(12));
            assertThat(publisher.deliveries(event)).containsEntry("announcements", DeliveryStatus.SENT);
            assertThat(publisher.count("SELECT count(*) FROM lease")).isZero();
        }
    }

    @Test
    void an_idle_publisher_stops_at_once_and_counts_from_zero() {
        try (RunningPublisher publisher = RunningPublisher.withBotAndWebhook(discord)) {
            String idle = publisher.bean(PrometheusMeterRegistry.class).scrape();
            assertThat(idle)
                    .contains("gateway_discord_deliveries_total{outcome=\"failed\",target=\"category\"} 0.0")
                    .contains("gateway_discord_ratelimited_total{scope=\"global\"} 0.0")
                    // Asking for the channels, which begins at once, counts here too.
                    .containsPattern("gateway_discord_ratelimit_wait_seconds_count \\d");

            EventEnvelope event = publisher.publish(Deploys.of("v1"));
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> publisher.deliveries(event).containsValue(DeliveryStatus.SENT));
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(publisher
                                    .bean(PrometheusMeterRegistry.class)
                                    .scrape())
                            .contains("gateway_discord_deliveries_total{outcome=\"sent\",target=\"announcements\"} 1.0")
                            .contains("gateway_discord_requests_total{route=\"POST"
                                    + " /webhooks/{webhook.id}/{webhook.token}\",status=\"200\"} 1.0")
                            .contains("gateway_discord_lane_backlog{channel=\"updates\"} 0.0"));

            long start = System.nanoTime();
            publisher.stop();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
        }
    }
}
