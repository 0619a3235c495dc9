package dev.gatewaysync.discord.pinned;

import dev.gatewaysync.discord.leader.LeaderLease;
import dev.gatewaysync.discord.outbox.TargetDestinations;
import dev.gatewaysync.discord.outbox.UnreachableTargets;
import dev.gatewaysync.discord.route.Destination;
import dev.gatewaysync.discord.send.SendResult;
import dev.gatewaysync.task.Waiter;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Brings one pinned message up to date, wherever its target stands for now. */
@Component
final class StatisticsUpdate {
    private static final Logger log = LoggerFactory.getLogger(StatisticsUpdate.class);

    private final StatisticsDisplay display;
    private final CountedEvents counted;
    private final TargetDestinations destinations;
    private final UnreachableTargets unreachable;
    private final LeaderLease lease;

    StatisticsUpdate(
            StatisticsDisplay display,
            CountedEvents counted,
            TargetDestinations destinations,
            UnreachableTargets unreachable,
            LeaderLease lease) {
        this.display = display;
        this.counted = counted;
        this.destinations = destinations;
        this.unreachable = unreachable;
        this.lease = lease;
    }

    /** @param eventIds events after which the numbers may have changed */
    SendResult run(PinnedMessage pinned, EditInterval interval, Set<String> eventIds, Waiter waiter)
            throws InterruptedException {
        String target = pinned.target();
        try {
            if (!lease.isHeld()) {
                return SendResult.DEFERRED;
            }
            counted.await(target, eventIds, waiter);
            return switch (destinations.of(target)) {
                case Destination.Channel channel -> display.show(pinned, interval, channel);
                case Destination.Missing missing -> {
                    unreachable.skip(target, missing);
                    yield SendResult.NOT_NEEDED;
                }
                case Destination.Dead dead -> {
                    unreachable.fail(target, dead);
                    yield SendResult.FAILED;
                }
                // Tried again when the channels have been asked for again.
                case Destination.Hidden hidden -> SendResult.NOT_NEEDED;
                // Tried again when it is there; what was planned waits.
                case Destination.ToBeMade toBeMade -> SendResult.NOT_NEEDED;
                case Destination.Unknown unknown -> SendResult.RETRY;
            };
        } catch (RuntimeException | Error e) {
            log.warn("statistics.failed target={} reason={} next=trying again", target, e.toString());
            log.debug("statistics.failed", e);
            return SendResult.RETRY;
        }
    }
}
