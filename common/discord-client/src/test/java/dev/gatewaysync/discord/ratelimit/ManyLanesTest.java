package dev.gatewaysync.discord.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.discord.ratelimit.ManyLanes.Load;
import dev.gatewaysync.discord.ratelimit.ManyLanes.Outcome;
import dev.gatewaysync.discord.ratelimit.ServerWindow.Kind;
import dev.gatewaysync.task.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A thousand servers' worth of channels; docs/scale.md has the figures of longer runs. */
class ManyLanesTest {
    private static final Duration TWO_MINUTES = Duration.ofMinutes(2);
    private static final long SEED = 11;

    @ParameterizedTest
    @EnumSource
    void a_thousand_lanes_at_three_times_the_global_limit_use_it_share_it_evenly_and_cause_no_429(Kind kind) {
        Outcome outcome = ManyLanes.run(new Load(1_000, 3, false, TWO_MINUTES), kind, SEED);

        assertThat(outcome.caused()).isZero();
        assertThat(outcome.early()).isZero();
        assertThat(outcome.planted()).isPositive();
        assertThat(outcome.ofAllowed()).isGreaterThanOrEqualTo(0.85);
        assertThat(outcome.worstLane()).isGreaterThanOrEqualTo(outcome.medianLane() - 1);
    }

    @ParameterizedTest
    @EnumSource
    void a_channel_that_gets_a_third_of_everything_holds_up_no_other(Kind kind) {
        Outcome outcome = ManyLanes.run(new Load(1_000, 1, true, TWO_MINUTES), kind, SEED);

        assertThat(outcome.caused()).isZero();
        assertThat(outcome.early()).isZero();
        assertThat(outcome.ofAllowed()).isGreaterThanOrEqualTo(0.95);
        assertThat(outcome.worstLane()).isGreaterThanOrEqualTo(outcome.medianLane() - 1);
        assertThat(outcome.waited(0.99)).isLessThan(Duration.ofSeconds(5));
        // Its own limit is five in five seconds.
        assertThat(outcome.shownInHotChannel()).isGreaterThanOrEqualTo(100);
    }

    @Test
    void at_half_the_global_limit_hardly_anything_waits() {
        Outcome outcome = ManyLanes.run(new Load(1_000, 0.5, false, TWO_MINUTES), Kind.FIXED, SEED);

        assertThat(outcome.caused()).isZero();
        assertThat(outcome.waited(0.5)).isLessThan(Duration.ofMillis(100));
        assertThat(outcome.ofAllowed()).isGreaterThanOrEqualTo(0.99);
    }

    @Test
    void a_decision_costs_about_the_same_with_ten_and_with_ten_thousand_lanes_waiting() {
        new DecisionCost(100).perMessage(5_000);

        assertThat(leastCost(10_000) / leastCost(10)).isLessThan(8);
    }

    /** The least of three, for others share the processor's caches. */
    private static double leastCost(int lanes) {
        DecisionCost cost = new DecisionCost(lanes);
        return DoubleStream.generate(() -> cost.perMessage(2_000))
                .limit(3)
                .min()
                .orElseThrow();
    }

    @Test
    void lanes_that_give_up_leave_nothing_behind() {
        ManualClock clock = new ManualClock();
        RateLimiter limiter = new RateLimiter(RateLimits.defaults(), clock);
        List<Permit> out = new ArrayList<>();
        for (int n = 0; n < 1_000; n++) {
            var waiting = limiter.request(Route.bot("POST", "/channels/{channel.id}/messages", "9" + n));
            waiting.thenAccept(out::add);
            if (n >= 50) {
                waiting.cancel(false);
            }
        }
        out.forEach(permit -> permit.completed(200, Optional.empty()));
        assertThat(out).hasSize(50);
        clock.tick(Duration.ofMinutes(11));

        var last = limiter.request(Route.bot("POST", "/channels/{channel.id}/messages", "1"));
        assertThat(last).isDone();
        assertThat(limiter.remembered()).isEqualTo(1);
    }
}
