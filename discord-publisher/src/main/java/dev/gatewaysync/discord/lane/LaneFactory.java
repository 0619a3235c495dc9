package dev.gatewaysync.discord.lane;

import dev.gatewaysync.discord.outbox.UnreachableTargets;
import dev.gatewaysync.discord.ratelimit.RateLimiter;
import dev.gatewaysync.discord.send.DeliveryTimings;
import dev.gatewaysync.discord.send.SendAttempt;
import dev.gatewaysync.discord.send.SendGate;
import dev.gatewaysync.task.Loop;
import dev.gatewaysync.task.Waiter;
import org.springframework.beans.factory.ObjectFactory;
import org.springframework.stereotype.Component;

/** Makes lanes. */
@Component
final class LaneFactory {
    private final LaneMessages messages;
    private final SendGate gate;
    private final ObjectFactory<SendAttempt> sendAttempts;
    private final UnreachableTargets unreachable;
    private final RateLimiter limiter;
    private final DeliveryTimings timings;

    LaneFactory(
            LaneMessages messages,
            SendGate gate,
            ObjectFactory<SendAttempt> sendAttempts,
            UnreachableTargets unreachable,
            RateLimiter limiter,
            DeliveryTimings timings) {
        this.messages = messages;
        this.gate = gate;
        this.sendAttempts = sendAttempts;
        this.unreachable = unreachable;
        this.limiter = limiter;
        this.timings = timings;
    }

    /** @param waiter whose stop ends the lane */
    ChannelLane started(String channelId, Waiter waiter) {
        RetryWaits waits = new RetryWaits(
                () -> new RetryWait(timings, () -> limiter.breaker().hasRoomForProbes(), waiter));
        ChannelLane lane = new ChannelLane(
                messages,
                gate,
                sendAttempts.getObject(),
                unreachable,
                waits,
                timings.backoff(),
                Loop.named("lane-" + channelId).stoppedBy(waiter));
        lane.start();
        return lane;
    }
}
