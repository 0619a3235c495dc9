package dev.gatewaysync.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatewaysync.discord.ratelimit.RateLimiter;
import dev.gatewaysync.discord.status.ConnectionStatus;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.ResourceAdded;
import dev.gatewaysync.simulator.DiscordSimulator;
import dev.gatewaysync.simulator.SimulatorSettings;
import dev.gatewaysync.simulator.faults.AddressBlock;
import dev.gatewaysync.storage.history.DeliveryStatus;
import dev.gatewaysync.testkit.Proof;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The network in front of Discord blocks this address: hardly anything is asked, also after a restart, and nothing is lost. */
@Order(6)
class AddressBlockIT {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration WATCHED = Duration.ofSeconds(Proof.of("block.seconds", 3, 7));

    private final DiscordSimulator discord = DiscordSimulator.start(SimulatorSettings.standard());

    @ParameterizedTest
    @EnumSource
    void one_block_is_found_out_by_one_request_and_holds_for_all_lanes_and_restarts(AddressBlock shape)
            throws Exception {
        try (RunningPublisher publisher = RunningPublisher.withBotAndWebhook(discord)) {
            await().atMost(LONG)
                    .until(() ->
                            publisher.bean(ConnectionStatus.class).current().equals("simulator"));
            // Its last request of the beginning.
            await().atMost(LONG).until(() -> !discord.commands().isEmpty());
            discord.faults().block(shape);
            List<EventEnvelope> events = List.of(
                    publisher.publish(new ResourceAdded("One", "ai-tools", null, null, List.of())),
                    publisher.publish(new ResourceAdded("Two", "gaming", null, null, List.of())));
            await().atMost(LONG).until(() -> discord.faults().blockedRequests() > 0);
            // Those that were on their way when the first was refused: one of each lane at most.
            await().during(WATCHED)
                    .atMost(WATCHED.plus(LONG))
                    .until(() -> discord.faults().blockedRequests() <= 3);
            await().atMost(LONG)
                    .until(() ->
                            publisher.bean(ConnectionStatus.class).current().equals("disconnected"));
            assertThat(publisher.count("SELECT count(*) FROM discord_target WHERE status IN ('paused', 'dead')"))
                    .isZero();
            events.forEach(
                    event -> assertThat(publisher.deliveries(event).values()).doesNotContain(DeliveryStatus.FAILED));

            long before = discord.faults().blockedRequests();
            publisher.stop();
            publisher.started();
            await().atMost(LONG)
                    .until(() -> publisher.bean(RateLimiter.class).block().isUp());
            await().during(Duration.ofSeconds(1))
                    .atMost(LONG)
                    .until(() -> discord.faults().blockedRequests() == before);
        }
    }
}
