package dev.gatewaysync.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.EventIds;
import dev.gatewaysync.events.Source;
import dev.gatewaysync.events.StatsUpdated;
import dev.gatewaysync.simulator.DiscordSimulator;
import dev.gatewaysync.simulator.SimulatorSettings;
import dev.gatewaysync.simulator.faults.FaultPlan;
import dev.gatewaysync.simulator.guild.SimulatedMessage;
import dev.gatewaysync.simulator.limits.Scope;
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
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The whole publisher under everything that can go wrong with an answer, in both kinds of window with {@code
 * -Dproof=full}, without Message Content.
 */
class FaultStormIT {
    private static final String POST = "/messages$|/webhooks/\\d+/[^/]+$";

    static List<WindowMode> modes() {
        return Proof.isFull() ? List.of(WindowMode.values()) : List.of(WindowMode.SLIDING);
    }

    @ParameterizedTest
    @MethodSource("modes")
    void the_first_answer_of_a_cold_bucket_a_429_inverts_nothing(WindowMode mode) {
        int sends = Proof.of(60, 100, 600);
        DiscordSimulator discord = simulator(mode);
        try (RunningPublisher publisher = RunningPublisher.withBotAndWebhook(discord)) {
            discord.faults().next(1, "POST", POST).rateLimit(Scope.USER, 1, 1.2);
            publisher.publishAll(deploys(1, sends));

            awaitAll(publisher, sends, Duration.ofMinutes(5));
            assertThat(titles(discord)).isEqualTo(expected(sends));
            assertThat(discord.counters().rateLimitedInAll()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource("modes")
    void failures_before_and_after_the_commit_hangs_and_resets_lose_and_double_nothing(WindowMode mode) {
        int sends = Proof.of(10, 15, 200);
        DiscordSimulator discord = simulator(mode);
        Random random = new Random(7);
        try (RunningPublisher publisher = RunningPublisher.withBotAndWebhook(discord)) {
            for (int n = 1; n <= sends; n++) {
                if (random.nextInt(3) == 0) {
                    harm(discord.faults().next(1, "POST", POST), random);
                }
                publisher.publishAll(deploys(n, n));
                int planned = n;
                if (n % 5 == 0) {
                    awaitAll(publisher, planned, Duration.ofMinutes(2));
                }
            }

            awaitAll(publisher, sends, Duration.ofMinutes(5));
            assertThat(titles(discord)).isEqualTo(expected(sends));
            assertThat(publisher.count("SELECT count(*) FROM delivery WHERE status = 'failed'"))
                    .isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("modes")
    void a_thousand_statistics_a_minute_make_four_edits_of_a_message_and_the_last_wins(WindowMode mode)
            throws Exception {
        int reports = Proof.of(50, 100, 1_000);
        int millisBetween = Proof.of(20, 20, 60);
        DiscordSimulator discord = simulator(mode);
        try (RunningPublisher publisher = RunningPublisher.withBot(discord)) {
            EventEnvelope last = publisher.publish(new StatsUpdated(1L, 3L, 7L, null));
            publisher.counted(last, 1, 3);
            for (int n = 2; n <= reports; n++) {
                last = publisher.publish(new StatsUpdated((long) n, 3L, 7L, null));
                publisher.counted(last, n, 3);
                Pause.of(Duration.ofMillis(millisBetween));
            }
            EventEnvelope newest = last;
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(publisher.deliveries(newest).values())
                            .isNotEmpty()
                            .allMatch(dev.gatewaysync.storage.history.DeliveryStatus.SENT::equals));

            List<SimulatedMessage> shown = discord.messages("welcome-and-start-here");
            assertThat(shown).hasSize(1);
            assertThat(shown.getFirst().embeds().toString())
                    .contains("**" + String.format(java.util.Locale.ROOT, "%,d", reports) + "**");
            // Almost a minute, with the interval that operators get: a request may be on its way a little longer than
            // the next.
            long interval = Proof.isLong() ? 15_000 : RunningPublisher.QuickPublisher.STATISTICS_INTERVAL.toMillis();
            long fourIntervals = 4 * interval - interval / 4;
            List<Long> edits = discord.requests().stream()
                    .filter(request -> request.method().equals("PATCH")
                            && request.path().contains(shown.getFirst().id()))
                    .map(request -> request.nanos() / 1_000_000)
                    .toList();
            for (long edit : edits) {
                assertThat(edits.stream().filter(other -> other >= edit && other < edit + fourIntervals))
                        .hasSizeLessThanOrEqualTo(4);
            }
        }
    }

    private static void harm(FaultPlan fault, Random random) {
        switch (random.nextInt(10)) {
            case 0 -> fault.failBeforeCommit(500, "{}");
            case 1 -> fault.failAfterCommit(500, "{}");
            case 2 -> fault.failBeforeCommit(503, "{}");
            case 3 -> fault.failAfterCommit(502, "<html>Bad Gateway</html>");
            case 4 -> fault.failAfterCommit(504, "{}");
            case 5 -> fault.hangBeforeCommit(Duration.ofMillis(1_500));
            case 6 -> fault.hangAfterCommit(Duration.ofMillis(1_500));
            case 7 -> fault.resetBeforeCommit();
            // It is looked for for 4.5 seconds with the waits of a build, for 15 with those that operators get.
            case 8 -> fault.commitLate(Duration.ofMillis(random.nextInt(Proof.of(2_000, 2_000, 4_000))), 504, "{}");
            default -> fault.resetAfterCommit();
        }
    }

    private static DiscordSimulator simulator(WindowMode mode) {
        DiscordSimulator discord =
                DiscordSimulator.start(SimulatorSettings.standard().withWindowMode(mode));
        discord.allowMessageContent(false);
        return discord;
    }

    private static void awaitAll(RunningPublisher publisher, int planned, Duration patience) {
        await().atMost(patience)
                .until(() -> publisher.count("SELECT count(*) FROM delivery_plan") == planned && publisher.open() == 0);
    }

    private static List<EventEnvelope> deploys(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(n -> EventEnvelope.of(
                        EventIds.next(), Source.MAIN_APP, Instant.now(), Deploys.of("v" + n, "change")))
                .toList();
    }

    private static List<String> expected(int sends) {
        return IntStream.rangeClosed(1, sends)
                .mapToObj(n -> "🚀 Deployed v" + n)
                .toList();
    }

    private static List<String> titles(DiscordSimulator discord) {
        return discord.messages("updates").stream()
                .map(SimulatedMessage::embeds)
                .flatMap(embeds -> embeds.valueStream())
                .map(embed -> embed.path("title").asString())
                .toList();
    }
}
