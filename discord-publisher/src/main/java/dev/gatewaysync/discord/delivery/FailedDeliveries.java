package dev.gatewaysync.discord.delivery;

import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.messaging.FailedMessages;
import dev.gatewaysync.messaging.Topology;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives up on deliveries: their events go to the failed messages, from where an operator can replay them. */
public final class FailedDeliveries {
    private static final Logger log = LoggerFactory.getLogger(FailedDeliveries.class);
    static final String TARGET_HEADER = "gateway-target";
    private static final int PAGE = 100;

    private final DeliveryOutbox outbox;
    private final FailedMessages failedMessages;
    private final PublisherMetrics metrics;

    public FailedDeliveries(DeliveryOutbox outbox, FailedMessages failedMessages, PublisherMetrics metrics) {
        this.outbox = outbox;
        this.failedMessages = failedMessages;
        this.metrics = metrics;
    }

    /** @throws dev.gatewaysync.messaging.OutageFailure if the broker does not take it; nothing has changed then */
    void park(Delivery delivery, String error) {
        // First the copy, then the status: a crash between the two parks it twice rather than never.
        failedMessages.park(
                delivery.event().id(),
                Map.of(TARGET_HEADER, delivery.target()),
                EventJson.toBytes(delivery.event()),
                new FailedMessages.Failure(Topology.DISCORD, "permanent", error, Math.max(1, delivery.attempts())));
        outbox.failed(delivery, error);
        metrics.delivered(delivery.target(), "failed");
    }

    /** What stands in the outbox and is no event; its lane goes on without it. */
    void parkUnreadable() {
        for (DeliveryOutbox.Unreadable delivery : outbox.unreadable()) {
            String error = "The stored event cannot be read: " + delivery.error();
            log.error(
                    "delivery.unreadable event={} target={} reason={} next=it is among the failed messages, others go on",
                    delivery.eventId(),
                    delivery.target(),
                    delivery.error());
            failedMessages.park(
                    delivery.eventId(),
                    Map.of(TARGET_HEADER, delivery.target()),
                    delivery.body().getBytes(StandardCharsets.UTF_8),
                    new FailedMessages.Failure(Topology.DISCORD, "malformed", error, Math.max(1, delivery.attempts())));
            outbox.failed(delivery, error);
            metrics.delivered(delivery.target(), "failed");
        }
    }

    /** Everything that is open for a target. */
    void parkAll(String target, String error) {
        for (List<Delivery> page = outbox.open(target, PAGE); !page.isEmpty(); page = outbox.open(target, PAGE)) {
            page.forEach(delivery -> park(delivery, error));
        }
    }
}
