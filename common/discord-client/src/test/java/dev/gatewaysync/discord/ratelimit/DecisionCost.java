package dev.gatewaysync.discord.ratelimit;

import dev.gatewaysync.task.ManualClock;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * What one message costs the limiter itself, from asking to its answer, while every lane has one that waits for the limit that all
 * share. In processor time of this thread; the clock is a manual one.
 */
final class DecisionCost {
    /** No channel's own limit holds anything back. */
    private static final ResponseLimits PLENTY = new ResponseLimits("hash", 100, 99, Duration.ofSeconds(1));

    /** One more fits into the global window about as often. */
    private static final Duration STEP = Duration.ofMillis(22);

    private final ManualClock clock = new ManualClock();
    private final RateLimiter limiter = new RateLimiter(RateLimits.defaults(), clock);
    private final Deque<Permit> out = new ArrayDeque<>();

    DecisionCost(int lanes) {
        for (int n = 0; n < lanes; n++) {
            ask(Route.bot("POST", "/channels/{channel.id}/messages", "9" + n));
        }
    }

    /** In microseconds, the mean of so many messages. */
    double perMessage(int messages) {
        long began = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        for (int answered = 0; answered < messages; ) {
            clock.tick(STEP);
            for (int n = out.size(); n > 0; n--) {
                Permit permit = out.removeFirst();
                permit.completed(200, Optional.of(PLENTY));
                ask(permit.route());
                answered++;
            }
        }
        return (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - began) / 1e3 / messages;
    }

    RateLimiter limiter() {
        return limiter;
    }

    private void ask(Route route) {
        limiter.request(route).thenAccept(out::add);
    }
}
