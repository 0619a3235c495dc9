package dev.gatewaysync.discord.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.discord.ratelimit.Quota;
import dev.gatewaysync.discord.rest.WebhookAddress;
import dev.gatewaysync.simulator.limits.LimitSettings;
import dev.gatewaysync.simulator.limits.WindowMode;
import dev.gatewaysync.testkit.Proof;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** As fast as the limits allow and no 429, against the simulator in real time. Efficiency is least time ÷ time taken. */
@Isolated
class PaceIT {
    private static final Logger log = LoggerFactory.getLogger(PaceIT.class);

    /** They mostly wait, each before simulators of its own. What works hard, or is to be exact, follows them alone. */
    private static final Map<String, BothModes.Proof> SIDE_BY_SIDE = Map.of(
            "ten channels", PaceIT::tenChannels,
            "two webhooks", PaceIT::twoWebhooks,
            "stepping clock", PaceIT::steppingClock);

    private static final Map<String, Future<?>> PROVED = new ConcurrentHashMap<>();

    @BeforeAll
    static void prove() throws InterruptedException {
        SIDE_BY_SIDE.forEach((name, proof) -> PROVED.put(name, BothModes.begin(proof)));
        for (Future<?> proof : PROVED.values()) {
            awaitEnd(proof);
        }
    }

    /** Whatever came of it: its own test says so. */
    private static void awaitEnd(Future<?> proof) throws InterruptedException {
        try {
            proof.get();
        } catch (ExecutionException e) {
            log.warn("proof failed: {}", e.getMessage());
        }
    }

    static List<WindowMode> modes() {
        return Proof.isFull() ? List.of(WindowMode.values()) : List.of(WindowMode.FIXED);
    }

    @Test
    void one_webhook_without_the_hidden_limit_keeps_the_pace() throws Exception {
        BothModes.prove(PaceIT::oneWebhook);
    }

    private static void oneWebhook(WindowMode mode) throws Exception {
        int messages = Proof.of(25, 25, 200);
        try (RealTimeLanes lanes = new RealTimeLanes(
                LimitSettings.all(mode).withHiddenWebhook(false), List.of("updates"), null, Clock.systemUTC())) {
            lanes.runAll(List.of(lanes.byWebhook(lanes.webhook("updates"), "m", messages)));

            double least = (messages / 5 - 1) * 2.0;
            double efficiency = least / RealTimeLanes.span(lanes.posts("/webhooks/"));
            say(mode, "one webhook, " + messages + " messages", "efficiency " + efficiency);
            assertThat(lanes.discord.counters().rateLimitedInAll()).isZero();
            assertThat(efficiency).isGreaterThanOrEqualTo(messages == 200 ? 0.98 : 0.95);
        }
    }

    @Test
    void ten_channels_keep_the_hidden_limit() throws Exception {
        PROVED.get("ten channels").get();
    }

    private static void tenChannels(WindowMode mode) throws Exception {
        int messages = Proof.of(9, 15, 100);
        int requests = Proof.of(6, 10, 30);
        int seconds = Proof.of(3, 5, 60);
        try (RealTimeLanes lanes = new RealTimeLanes(
                LimitSettings.all(mode).withHiddenWebhook(requests, seconds),
                RealTimeLanes.names(10),
                new Quota(requests, Duration.ofSeconds(seconds)),
                Clock.systemUTC())) {
            List<Callable<Void>> all = new ArrayList<>();
            for (String channel : RealTimeLanes.names(10)) {
                all.add(lanes.byWebhook(lanes.webhook(channel), channel, messages));
            }
            lanes.runAll(all);

            say(mode, "10 channels × " + messages, RealTimeLanes.span(lanes.posts("/webhooks/")) + " s");
            assertThat(lanes.discord.counters().messagesCreated()).isEqualTo(10L * messages);
            assertThat(lanes.discord.counters().rateLimitedInAll()).isZero();
        }
    }

    @Test
    void two_webhooks_of_one_channel_share_its_hidden_limit() throws Exception {
        PROVED.get("two webhooks").get();
    }

    private static void twoWebhooks(WindowMode mode) throws Exception {
        int messages = Proof.of(6, 10, 60);
        int requests = Proof.of(6, 10, 30);
        int seconds = Proof.of(3, 5, 60);
        try (RealTimeLanes lanes = new RealTimeLanes(
                LimitSettings.all(mode).withHiddenWebhook(requests, seconds),
                List.of("updates"),
                new Quota(requests, Duration.ofSeconds(seconds)),
                Clock.systemUTC())) {
            WebhookAddress first = lanes.webhook("updates");
            WebhookAddress second = lanes.webhook("updates");
            lanes.runAll(List.of(lanes.byWebhook(first, "a", messages), lanes.byWebhook(second, "b", messages)));

            say(mode, "2 webhooks × " + messages, RealTimeLanes.span(lanes.posts("/webhooks/")) + " s");
            assertThat(lanes.discord.counters().messagesCreated()).isEqualTo(2L * messages);
            assertThat(lanes.discord.counters().rateLimitedInAll()).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("modes")
    void one_message_to_each_of_120_channels_of_the_bot_takes_2_6_seconds_at_most(WindowMode mode) throws Exception {
        assertThat(byBot(mode, 120, 1)).isLessThanOrEqualTo(2.6);
    }

    @ParameterizedTest
    @MethodSource("modes")
    void messages_to_200_channels_of_the_bot_keep_the_global_limit(WindowMode mode) throws Exception {
        int each = Proof.of(1, 1, 5);
        assertThat(byBot(mode, 200, each)).isLessThanOrEqualTo(each == 1 ? 4.0 : 21.5);
    }

    @Test
    void a_wall_clock_that_steps_five_minutes_changes_nothing() throws Exception {
        PROVED.get("stepping clock").get();
    }

    private static void steppingClock(WindowMode mode) throws Exception {
        try (RealTimeLanes lanes =
                new RealTimeLanes(LimitSettings.all(mode), List.of("updates"), null, new SteppingClock())) {
            lanes.runAll(List.of(lanes.byWebhook(lanes.webhook("updates"), "m", 15)));

            assertThat(lanes.discord.counters().rateLimitedInAll()).isZero();
            assertThat(RealTimeLanes.span(lanes.posts("/webhooks/"))).isLessThan(4 / 0.9);
        }
    }

    /** Seconds from the first arrival to the last. */
    private static double byBot(WindowMode mode, int channels, int each) throws Exception {
        List<String> names = RealTimeLanes.names(channels);
        try (RealTimeLanes lanes = new RealTimeLanes(LimitSettings.all(mode), names, null, Clock.systemUTC())) {
            List<Callable<Void>> all = new ArrayList<>();
            names.forEach(name -> all.add(lanes.byBot(name, each)));
            lanes.runAll(all);

            assertThat(lanes.discord.counters().messagesCreated()).isEqualTo((long) channels * each);
            assertThat(lanes.discord.counters().rateLimitedInAll()).isZero();
            double span = RealTimeLanes.span(lanes.posts("/messages"));
            say(mode, channels + " bot channels × " + each, span + " s");
            return span;
        }
    }

    private static void say(WindowMode mode, String what, String figure) {
        log.warn("proof mode={} {}: {}", mode, what, figure);
    }

    /** Five minutes ahead and five behind in turn, every time it is asked. */
    private static final class SteppingClock extends Clock {
        private final AtomicLong asked = new AtomicLong();

        @Override
        public ZoneId getZone() {
            return ZoneId.of("UTC");
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.now().plusSeconds(asked.incrementAndGet() % 2 == 0 ? 300 : -300);
        }
    }
}
