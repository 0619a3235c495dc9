package dev.gatewaysync.discord.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.discord.ratelimit.Route;
import dev.gatewaysync.discord.rest.RestResult;
import dev.gatewaysync.discord.rest.WebhookAddress;
import dev.gatewaysync.simulator.limits.LimitSettings;
import dev.gatewaysync.simulator.limits.Scope;
import dev.gatewaysync.simulator.limits.WindowMode;
import dev.gatewaysync.simulator.traffic.RecordedRequest;
import dev.gatewaysync.testkit.Proof;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** 429s without reason: what is told is kept to, and nobody else pays. */
@Isolated
class StormIT {
    private static final String STORMY = "/webhooks/";

    /** The storm is the webhooks'; a global 429 of theirs is their address's and not the bot's. */
    @Test
    void in_a_storm_nothing_is_sent_early_and_other_channels_keep_their_pace() throws Exception {
        BothModes.prove(StormIT::storm);
    }

    private static void storm(WindowMode mode) throws Exception {
        int others = Proof.of(10, 10, 100);
        int longest = Proof.of(1_000, 1_500, 60_000);
        try (RealTimeLanes lanes = new RealTimeLanes(
                LimitSettings.all(mode).withHiddenWebhook(false),
                List.of("stormy", "calm-1", "calm-2"),
                null,
                Clock.systemUTC())) {
            WebhookAddress webhook = lanes.webhook("stormy");
            lanes.runAll(List.of(
                    stormy(lanes, webhook, Proof.of(10, 15, 100), longest),
                    lanes.byBot("calm-1", others),
                    lanes.byBot("calm-2", others)));

            List<RecordedRequest> storm = lanes.posts(STORMY);
            assertThat(storm).filteredOn(request -> request.status() == 429).isNotEmpty();
            assertNoneEarly(storm);
            assertThat(lanes.discord.messages("stormy")).hasSize(Proof.of(10, 15, 100));
            double least = (others / 5 - 1) * 5.0;
            for (String calm : List.of("calm-1", "calm-2")) {
                double span = RealTimeLanes.span(lanes.posts("/channels/" + lanes.channelId(calm)));
                assertThat(least / span).as(calm).isGreaterThanOrEqualTo(0.9);
            }
        }
    }

    @Test
    void of_a_header_and_a_body_that_contradict_each_other_the_longer_counts() throws Exception {
        try (RealTimeLanes lanes = new RealTimeLanes(
                LimitSettings.all(WindowMode.FIXED), List.of("updates", "other"), null, Clock.systemUTC())) {
            lanes.discord.faults().next(1, "POST", STORMY).rateLimit(Scope.USER, 1, 1163);
            WebhookAddress webhook = lanes.webhook("updates");

            assertThat(lanes.rest.executeWebhook(webhook, RealTimeLanes.body("x"), null))
                    .isInstanceOf(RestResult.Refused.class);

            Route route = Route.webhook("POST", "/webhooks/{webhook.id}/{webhook.token}", webhook.id())
                    .executing(lanes.channelId("updates"));
            assertThat(lanes.limiter.nextPermit(route).orElseThrow())
                    .isBetween(Duration.ofSeconds(1160), Duration.ofSeconds(1170));
            lanes.runAll(List.of(lanes.byBot("other", 3)));
        }
    }

    /** Each request has one chance in five to be refused, in any scope. */
    private static Callable<Void> stormy(RealTimeLanes lanes, WebhookAddress webhook, int messages, int longestMillis) {
        Random random = new Random(42);
        return () -> {
            for (int n = 0; n < messages; n++) {
                do {
                    if (random.nextInt(5) == 0) {
                        double wait = (300 + random.nextInt(longestMillis - 300)) / 1000.0;
                        Scope scope = Scope.values()[random.nextInt(Scope.values().length)];
                        lanes.discord.faults().next(1, "POST", STORMY).rateLimit(scope, (int) Math.ceil(wait), wait);
                    }
                } while (!(lanes.rest.executeWebhook(webhook, RealTimeLanes.body("m" + n), null)
                        instanceof RestResult.Done));
            }
            return null;
        };
    }

    private static void assertNoneEarly(List<RecordedRequest> requests) {
        for (int n = 1; n < requests.size(); n++) {
            RecordedRequest before = requests.get(n - 1);
            if (before.status() == 429 && before.retryAfter() != null) {
                double waited = (requests.get(n).nanos() - before.nanos()) / 1e9;
                assertThat(waited).isGreaterThanOrEqualTo(before.retryAfter());
            }
        }
    }
}
