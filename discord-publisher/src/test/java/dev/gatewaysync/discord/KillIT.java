package dev.gatewaysync.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.EventIds;
import dev.gatewaysync.events.Source;
import dev.gatewaysync.simulator.DiscordSimulator;
import dev.gatewaysync.simulator.SimulatorSettings;
import dev.gatewaysync.simulator.guild.SimulatedMessage;
import dev.gatewaysync.simulator.limits.WindowMode;
import dev.gatewaysync.testkit.Deploys;
import dev.gatewaysync.testkit.Pause;
import dev.gatewaysync.testkit.Proof;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Kills the publisher's process without warning, again and again, where the intent Message Content is off; 50 times over 500
 * messages with {@code -Dproof=long}.
 */
class KillIT {
    private static final int KILLS = Proof.of(1, 2, 50);
    private static final int MESSAGES_PER_KILL = 10;

    private final Random random = new Random(42);

    @ParameterizedTest
    @CsvSource({"true, SLIDING", "false, FIXED"})
    void a_publisher_that_is_killed_loses_nothing_doubles_nothing_and_keeps_the_order(boolean webhook, WindowMode mode)
            throws Exception {
        DiscordSimulator discord =
                DiscordSimulator.start(SimulatorSettings.standard().withWindowMode(mode));
        discord.allowMessageContent(false);
        RunningPublisher publisher =
                webhook ? RunningPublisher.withBotAndWebhook(discord) : RunningPublisher.withBot(discord);
        try (publisher) {
            publisher.stop();
            // Discord has done it and has not said so yet: the time in which a kill hurts.
            discord.faults().next(100_000, "POST", "/messages$|/webhooks/").delayAnswer(Duration.ofMillis(150));
            int sent = 0;
            for (int kill = 0; kill < KILLS; kill++) {
                Process process = publisher.asProcess();
                long before = discord.counters().messagesCreated();
                for (int n = 0; n < MESSAGES_PER_KILL; n++) {
                    sent++;
                    publisher.publishAll(List.of(deploy(sent)));
                }
                await().atMost(Duration.ofSeconds(180))
                        .until(() -> discord.counters().messagesCreated() > before || !process.isAlive());
                Pause.of(Duration.ofMillis(random.nextInt(400)));
                assertThat(process.isAlive()).isTrue();
                process.destroyForcibly().waitFor();
            }
            Process last = publisher.asProcess();
            int all = sent;
            try {
                await().atMost(Duration.ofSeconds(180))
                        .until(() ->
                                publisher.count("SELECT count(*) FROM delivery_plan") == all && publisher.open() == 0);
            } finally {
                last.destroy();
                last.waitFor();
            }
            assertThat(titles(discord))
                    .isEqualTo(IntStream.rangeClosed(1, all)
                            .mapToObj(n -> "🚀 Deployed v" + n)
                            .toList());
        }
    }

    private static EventEnvelope deploy(int n) {
        return EventEnvelope.of(EventIds.next(), Source.MAIN_APP, Instant.now(), Deploys.of("v" + n));
    }

    private static List<String> titles(DiscordSimulator discord) {
        return discord.messages("updates").stream()
                .map(SimulatedMessage::embeds)
                .flatMap(embeds -> embeds.valueStream())
                .map(embed -> embed.path("title").asString())
                .toList();
    }
}
