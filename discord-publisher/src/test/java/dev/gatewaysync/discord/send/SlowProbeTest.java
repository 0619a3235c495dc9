package dev.gatewaysync.discord.send;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.discord.ratelimit.Permit;
import dev.gatewaysync.discord.ratelimit.RateLimiter;
import dev.gatewaysync.discord.ratelimit.RateLimits;
import dev.gatewaysync.discord.ratelimit.Route;
import dev.gatewaysync.task.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlowProbeTest {
    private static final DeliveryTimings TIMING = DeliveryTimings.standard();

    @Test
    void each_try_waits_twice_as_long_up_to_an_hour() {
        List<Long> minutes = new ArrayList<>();
        for (int refusals = 1; refusals <= 9; refusals++) {
            minutes.add(TIMING.permissionProbe(refusals).toMinutes());
        }

        assertThat(minutes).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L);
        assertThat(TIMING.permissionProbe(100_000)).isEqualTo(Duration.ofHours(1));
    }

    /** In virtual time, as {@link SlowProbe#await} waits; 500 is the most that a server has. */
    @ParameterizedTest
    @ValueSource(ints = {1, 200, 500})
    void channels_that_let_nobody_in_never_stop_those_that_do(int channels) {
        ManualClock clock = new ManualClock();
        RateLimiter limiter = new RateLimiter(RateLimits.defaults(), clock);
        record Probe(long atSeconds, int channel, int refusals) {}
        PriorityQueue<Probe> due =
                new PriorityQueue<>((one, other) -> Long.compare(one.atSeconds(), other.atSeconds()));
        for (int channel = 0; channel < channels; channel++) {
            due.add(new Probe(channel / 45, channel, 0));
        }
        int requests = 0;
        int most = 0;
        while (due.peek().atSeconds() < Duration.ofDays(1).toSeconds()) {
            Probe probe = due.remove();
            long late = Math.max(0, Duration.ofSeconds(probe.atSeconds()).toNanos() - clock.nanoTime());
            clock.tick(Duration.ofNanos(late));
            if (probe.refusals() > 0
                    && limiter.breaker().invalidRequests() >= limiter.breaker().threshold() / 2) {
                due.add(new Probe(probe.atSeconds() + 60, probe.channel(), probe.refusals()));
                continue;
            }
            CompletableFuture<Permit> permit =
                    limiter.request(Route.bot("POST", "/channels/{channel.id}/messages", "1" + probe.channel()));
            while (!permit.isDone()) {
                clock.tick(Duration.ofMillis(100));
            }
            permit.join().completed(403, Optional.empty());
            requests++;
            most = Math.max(most, limiter.breaker().invalidRequests());
            long wait = TIMING.permissionProbe(probe.refusals() + 1).toSeconds();
            due.add(new Probe(probe.atSeconds() + wait, probe.channel(), probe.refusals() + 1));
            assertThat(limiter.breaker().open()).isFalse();
        }

        assertThat(most).isLessThanOrEqualTo(500);
        assertThat(requests).isLessThanOrEqualTo(30 * channels);
    }
}
