package dev.gatewaysync.discord.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.discord.ratelimit.ServerWindow.Kind;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Time taken against the least that the limits allow; messages go one after the other, as a lane sends them. */
class PaceTest {
    private static final RateLimits HIDDEN_OFF = RateLimits.defaults().withHiddenWebhook(null);

    @ParameterizedTest
    @EnumSource
    void one_webhook_of_25_messages_keeps_95_percent_of_the_pace(Kind kind) {
        assertThat(efficiency(kind, 25)).isGreaterThanOrEqualTo(0.95);
    }

    @ParameterizedTest
    @EnumSource
    void one_webhook_of_200_messages_keeps_98_percent_of_the_pace(Kind kind) {
        assertThat(efficiency(kind, 200)).isGreaterThanOrEqualTo(0.98);
    }

    @ParameterizedTest
    @EnumSource
    void two_webhooks_on_one_channel_share_the_hidden_limit(Kind kind) {
        SimulatedDiscord discord = new SimulatedDiscord(RateLimits.defaults(), kind, new Random(7), 1, 25);
        discord.submitInOrder(webhook("1"), names("a", 60));
        discord.submitInOrder(webhook("2"), names("b", 60));
        discord.clock.runToTheEnd();

        assertThat(discord.avoidable).isEmpty();
        assertThat(discord.arrived).hasSize(120);
        // 120 messages at 30 a minute: three waits of a minute, and the last thirty on top
        assertThat(Duration.ofNanos(discord.lastArrival)).isBetween(Duration.ofMinutes(3), Duration.ofSeconds(194));
    }

    @ParameterizedTest
    @EnumSource
    void two_hundred_bot_channels_of_5_fill_the_global_limit(Kind kind) {
        SimulatedDiscord discord = new SimulatedDiscord(RateLimits.defaults(), kind, new Random(7), 1, 25);
        for (int channel = 0; channel < 200; channel++) {
            discord.submitInOrder(
                    Route.bot("POST", "/channels/{channel.id}/messages", "" + channel), names("c" + channel + "-", 5));
        }
        discord.clock.runToTheEnd();

        assertThat(discord.avoidable).isEmpty();
        assertThat(discord.arrived).hasSize(1000);
        assertThat(Duration.ofNanos(discord.lastAnswer)).isLessThan(Duration.ofMillis(21_500));
    }

    @ParameterizedTest
    @EnumSource
    void one_message_to_each_of_120_bot_channels_takes_less_than_2_6_seconds(Kind kind) {
        SimulatedDiscord discord = new SimulatedDiscord(RateLimits.defaults(), kind, new Random(7), 1, 25);
        for (int channel = 0; channel < 120; channel++) {
            discord.submit(Route.bot("POST", "/channels/{channel.id}/messages", "" + channel), "c" + channel);
        }
        discord.clock.runToTheEnd();

        assertThat(discord.avoidable).isEmpty();
        assertThat(Duration.ofNanos(discord.lastAnswer)).isLessThan(Duration.ofMillis(2_600));
    }

    /** Least possible: five at once, and five more every two seconds. */
    private static double efficiency(Kind kind, int messages) {
        SimulatedDiscord discord = new SimulatedDiscord(HIDDEN_OFF, kind, new Random(42), 1, 25);
        discord.submitInOrder(webhook("1"), names("m", messages));
        discord.clock.runToTheEnd();

        assertThat(discord.avoidable).isEmpty();
        assertThat(discord.arrived).hasSize(messages);
        double least = (messages / 5 - 1) * 2e9;
        return least / discord.lastAnswer;
    }

    private static Route webhook(String id) {
        return Route.webhook("POST", "/webhooks/{webhook.id}/{webhook.token}", id)
                .executing("7");
    }

    private static Deque<String> names(String prefix, int count) {
        return new ArrayDeque<>(
                IntStream.range(0, count).mapToObj(i -> prefix + i).toList());
    }
}
