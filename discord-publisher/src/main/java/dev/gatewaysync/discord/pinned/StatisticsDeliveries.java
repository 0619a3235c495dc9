package dev.gatewaysync.discord.pinned;

import dev.gatewaysync.discord.outbox.Delivery;
import dev.gatewaysync.discord.outbox.DeliveryOutbox;
import dev.gatewaysync.discord.outbox.DeliveryQueries;
import dev.gatewaysync.discord.outbox.PublisherMetrics;
import dev.gatewaysync.discord.outbox.SentMessage;
import dev.gatewaysync.discord.outbox.TargetStatusTable;
import dev.gatewaysync.discord.route.Destination;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The deliveries that call for one of the pinned statistics: one message ends them all. */
@Component
final class StatisticsDeliveries {
    private static final Logger log = LoggerFactory.getLogger(StatisticsDeliveries.class);
    private static final int MOST_AT_ONCE = 1_000;

    private final DeliveryQueries deliveries;
    private final DeliveryOutbox outbox;
    private final TargetStatusTable targets;
    private final PublisherMetrics metrics;

    StatisticsDeliveries(
            DeliveryQueries deliveries, DeliveryOutbox outbox, TargetStatusTable targets, PublisherMetrics metrics) {
        this.deliveries = deliveries;
        this.outbox = outbox;
        this.targets = targets;
        this.metrics = metrics;
    }

    List<Delivery> open(String target) {
        return deliveries.open(target, MOST_AT_ONCE);
    }

    /** The message shows the numbers now; {@code waiting} were open before it was sent. */
    void shown(String target, List<Delivery> waiting, SentMessage message, Destination.Channel channel) {
        targets.active(target, channel);
        alreadyShown(target, waiting, message);
        log.info("delivery.sent target={} events={} message={}", target, waiting.size(), message.url());
    }

    /** The message shows the numbers already. */
    void alreadyShown(String target, List<Delivery> waiting, SentMessage message) {
        if (!waiting.isEmpty()) {
            outbox.conflated(waiting, message);
            metrics.delivered(target, "sent");
            metrics.delivered(target, "superseded", waiting.size() - 1);
        }
    }
}
