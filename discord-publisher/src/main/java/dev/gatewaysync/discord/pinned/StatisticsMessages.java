package dev.gatewaysync.discord.pinned;

import dev.gatewaysync.discord.leader.LeaderScoped;
import dev.gatewaysync.discord.ratelimit.RateLimiter;
import dev.gatewaysync.discord.route.TargetResolver;
import dev.gatewaysync.discord.send.DeliveryTimings;
import dev.gatewaysync.discord.send.SlowProbe;
import dev.gatewaysync.task.Waiter;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/** The pinned messages that show the numbers. */
@Component
@LeaderScoped
public final class StatisticsMessages {
    private final List<StatisticsMessage> messages;

    StatisticsMessages(
            TargetResolver targets,
            PinnedMessages pinnedMessages,
            StatisticsUpdate update,
            RateLimiter limiter,
            DeliveryTimings timings,
            Waiter waiter) {
        this.messages = targets.statistics().stream()
                .map(target -> new StatisticsMessage(
                        pinnedMessages.of(target),
                        update,
                        new SlowProbe(timings, () -> limiter.breaker().hasRoomForProbes(), waiter),
                        timings,
                        waiter))
                .toList();
    }

    public void start() {
        messages.forEach(StatisticsMessage::start);
    }

    /** Something was planned, or can be shown, for any of them. */
    public void wake() {
        messages.forEach(StatisticsMessage::wake);
    }

    /** The numbers may change with this event, though it is not shown here. */
    public void refreshAfter(String eventId) {
        messages.forEach(message -> message.refreshAfter(eventId));
    }

    public void resume(String target) {
        messages.stream().filter(message -> message.serves(target)).forEach(StatisticsMessage::resume);
    }

    /** What refuses access is tried now. */
    public void resumeAll() {
        messages.forEach(StatisticsMessage::resume);
    }

    /** @param endNanos as {@link System#nanoTime()}, when patience ends */
    public void stop(long endNanos) {
        for (StatisticsMessage message : messages) {
            message.stop(Duration.ofNanos(endNanos - System.nanoTime()));
        }
    }
}
