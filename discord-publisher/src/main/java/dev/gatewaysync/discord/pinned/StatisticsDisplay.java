package dev.gatewaysync.discord.pinned;

import dev.gatewaysync.cards.Message;
import dev.gatewaysync.discord.leader.LeaderLease;
import dev.gatewaysync.discord.outbox.Delivery;
import dev.gatewaysync.discord.outbox.FailedDeliveries;
import dev.gatewaysync.discord.rest.DiscordFailure;
import dev.gatewaysync.discord.route.Destination;
import dev.gatewaysync.discord.send.SendFailurePolicy;
import dev.gatewaysync.discord.send.SendGate;
import dev.gatewaysync.discord.send.SendResult;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Shows the numbers as they are now in a channel; numbers that did not change make no request. */
@Component
final class StatisticsDisplay {
    private static final Logger log = LoggerFactory.getLogger(StatisticsDisplay.class);

    private final StatisticsNumbers numbers;
    private final StatisticsDeliveries deliveries;
    private final FailedDeliveries failed;
    private final SendFailurePolicy policy;
    private final SendGate gate;
    private final LeaderLease lease;

    StatisticsDisplay(
            StatisticsNumbers numbers,
            StatisticsDeliveries deliveries,
            FailedDeliveries failed,
            SendFailurePolicy policy,
            SendGate gate,
            LeaderLease lease) {
        this.numbers = numbers;
        this.deliveries = deliveries;
        this.failed = failed;
        this.policy = policy;
        this.gate = gate;
        this.lease = lease;
    }

    SendResult show(PinnedMessage pinned, EditInterval interval, Destination.Channel channel)
            throws InterruptedException {
        if (!gate.isOpen(channel)) {
            return SendResult.DEFERRED;
        }
        String target = pinned.target();
        Message now = numbers.message(target);
        if (now == null) {
            // An event that reports numbers has been counted by now, or never will be within our patience.
            return deliveries.open(target).isEmpty() ? SendResult.NOT_NEEDED : SendResult.RETRY;
        }
        if (pinned.shows(now, channel)) {
            pinned.pinIfDue(channel);
            deliveries.alreadyShown(target, deliveries.open(target), pinned.sent(channel));
            return SendResult.NOT_NEEDED;
        }
        if (!interval.await()) {
            return SendResult.NOT_NEEDED;
        }
        List<Delivery> waiting = deliveries.open(target);
        Message latest = numbers.message(target);
        if (latest == null || !lease.isHeld()) {
            return SendResult.RETRY;
        }
        interval.begin();
        DiscordFailure failure = pinned.show(latest, channel);
        if (failure != null) {
            log.warn("statistics.not_shown target={} reason={}", target, failure.message());
            SendResult result = policy.apply(SendFailurePolicy.Request.STATISTICS, failure, target, channel);
            if (result == SendResult.FAILED) {
                failed.moveAllToFailed(target, failure.message());
            }
            return result;
        }
        deliveries.shown(target, waiting, pinned.sent(channel), channel);
        return SendResult.SENT;
    }
}
