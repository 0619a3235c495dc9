package dev.gatewaysync.discord.lane;

import dev.gatewaysync.discord.creation.ChannelCreator;
import dev.gatewaysync.discord.leader.LeaderScoped;
import dev.gatewaysync.discord.outbox.TargetStatusTable;
import dev.gatewaysync.discord.outbox.UnreachableTargets;
import dev.gatewaysync.discord.route.Destination;
import dev.gatewaysync.task.Waiter;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** One lane for each channel that something is sent to. */
@Component
@LeaderScoped
final class ChannelLanes {
    private static final Logger log = LoggerFactory.getLogger(ChannelLanes.class);

    private final LaneFactory factory;
    private final TargetStatusTable targets;
    private final UnreachableTargets unreachable;
    private final ChannelCreator channels;
    private final Waiter waiter;
    private final Map<String, ChannelLane> lanes = new ConcurrentHashMap<>();
    /** The lane that each target was last assigned to: of a thousand lanes no other has to be asked. */
    private final Map<String, ChannelLane> byTarget = new ConcurrentHashMap<>();

    ChannelLanes(
            LaneFactory factory,
            TargetStatusTable targets,
            UnreachableTargets unreachable,
            ChannelCreator channels,
            Waiter waiter) {
        this.factory = factory;
        this.targets = targets;
        this.unreachable = unreachable;
        this.channels = channels;
        this.waiter = waiter;
    }

    /** Something waits for {@code target}, which stands for {@code destination} now. */
    void assign(String target, Destination destination) {
        targets.seen(target, destination);
        switch (destination) {
            case Destination.Channel channel -> {
                ChannelLane lane = lanes.computeIfAbsent(channel.id(), id -> factory.started(id, waiter));
                ChannelLane before = byTarget.put(target, lane);
                if (before != null && before != lane) {
                    before.forget(target);
                }
                lane.serve(target, channel);
            }
            case Destination.Missing missing -> {
                UnreachableTargets.Skipped skipped = unreachable.skip(target, missing);
                log.info(
                        "delivery.skipped target={} deliveries={} reason={}",
                        target,
                        skipped.deliveries(),
                        skipped.reason());
            }
            case Destination.Dead dead -> unreachable.fail(target, dead);
            case Destination.Hidden hidden -> leave(target);
            case Destination.ToBeMade toBeMade -> channels.want(target, toBeMade);
            case Destination.Unknown unknown -> {}
        }
    }

    /** What waits for {@code target} is not sent until it is assigned again; what is on its way comes to its end. */
    void leave(String target) {
        ChannelLane lane = byTarget.remove(target);
        if (lane != null) {
            lane.forget(target);
        }
    }

    void wakeAll() {
        lanes.values().forEach(ChannelLane::wake);
    }

    void resume(String target) {
        ChannelLane lane = byTarget.get(target);
        if (lane != null && lane.serves(target)) {
            lane.resume();
        }
    }

    /** What refuses access is tried now. */
    void resumeAll() {
        lanes.values().forEach(ChannelLane::resume);
    }

    /** @param endNanos as {@link System#nanoTime()}, when patience ends */
    void stop(long endNanos) {
        for (ChannelLane lane : lanes.values()) {
            lane.stop(Duration.ofNanos(endNanos - System.nanoTime()));
        }
    }
}
