package dev.gatewaysync.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatewaysync.events.BugFixed;
import dev.gatewaysync.simulator.DiscordSimulator;
import dev.gatewaysync.simulator.SimulatorSettings;
import dev.gatewaysync.simulator.limits.Scope;
import dev.gatewaysync.simulator.traffic.RecordedRequest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** What a 429 told holds for whoever sends next. */
@Order(6)
class ImposedWaitIT {
    private static final Duration LONG = Duration.ofSeconds(90);
    private static final int SECONDS = 15;

    private final DiscordSimulator discord = DiscordSimulator.start(SimulatorSettings.standard());

    @Test
    void a_publisher_that_is_started_within_the_wait_of_a_global_429_asks_nothing_before_its_end() {
        try (RunningPublisher publisher = RunningPublisher.withBot(discord)) {
            // Its last request of the beginning.
            await().atMost(LONG).until(() -> !discord.commands().isEmpty());
            discord.faults().next(1, "POST", "/channels/\\d+/messages$").rateLimit(Scope.GLOBAL, SECONDS, SECONDS);
            publisher.publish(new BugFixed("Mended", null, null));
            await().atMost(LONG).until(() -> discord.faults().waiting() == 0);

            publisher.stop();
            publisher.started();
            await().atMost(LONG).until(() -> discord.messages("updates").size() == 1);

            List<RecordedRequest> requests = discord.requests();
            RecordedRequest refused = requests.stream()
                    .filter(request -> request.status() == 429)
                    .findFirst()
                    .orElseThrow();
            assertThat(requests)
                    .filteredOn(request -> request.nanos() > refused.nanos())
                    .isNotEmpty()
                    .allSatisfy(request -> assertThat(Duration.ofNanos(request.nanos() - refused.nanos()))
                            .as("%s", request)
                            .isGreaterThanOrEqualTo(Duration.ofSeconds(SECONDS)));
        }
    }
}
