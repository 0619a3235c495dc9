package dev.gatewaysync.discord.lane;

import dev.gatewaysync.discord.leader.Pause;
import dev.gatewaysync.discord.outbox.UnreachableTargets;
import dev.gatewaysync.discord.ratelimit.RateLimiter;
import dev.gatewaysync.discord.send.DeliveryTimings;
import dev.gatewaysync.discord.send.SendAttempt;
import dev.gatewaysync.discord.send.SendGate;
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

    /** @param pause whose stop ends the lane */
    ChannelLane started(String channelId, Pause pause) {
        RetryWait retryWait = new RetryWait(timings, () -> limiter.breaker().hasRoomForProbes(), pause);
        ChannelLane lane = new ChannelLane(messages, gate, sendAttempts.getObject(), unreachable, retryWait, pause);
        lane.start(channelId);
        return lane;
    }
}
