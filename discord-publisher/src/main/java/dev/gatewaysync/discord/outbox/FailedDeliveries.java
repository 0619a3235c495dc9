package dev.gatewaysync.discord.outbox;

import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.messaging.FailedMessages;
import dev.gatewaysync.messaging.MessageHeaders;
import dev.gatewaysync.messaging.Topology;
import dev.gatewaysync.storage.operator.FailedMessageTable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Gives up on deliveries: their events go to the failed messages, from where an operator can replay them. */
@Component
public final class FailedDeliveries {
    private static final Logger log = LoggerFactory.getLogger(FailedDeliveries.class);
    private static final int PAGE = 100;

    private final DeliveryOutbox outbox;
    private final DeliveryQueries queries;
    private final FailedMessages failedMessages;
    private final PublisherMetrics metrics;

    public FailedDeliveries(
            DeliveryOutbox outbox, DeliveryQueries queries, FailedMessages failedMessages, PublisherMetrics metrics) {
        this.outbox = outbox;
        this.queries = queries;
        this.failedMessages = failedMessages;
        this.metrics = metrics;
    }

    /**
     * @param delivery with all its tries counted
     * @param tried the last one
     * @throws dev.gatewaysync.messaging.OutageFailure if the broker does not take it; nothing has changed then
     */
    public void moveToFailed(Delivery delivery, String error, Tried tried) {
        moveToFailed(delivery, error, tried, "");
    }

    /** @param before what has to be done first for a replay to arrive; empty for nothing */
    private void moveToFailed(Delivery delivery, String error, Tried tried, String before) {
        // First the copy, then the status: a crash between the two makes a second copy rather than none.
        publish(
                delivery.event().id(),
                delivery.target(),
                EventJson.toBytes(delivery.event()),
                new FailedMessages.Failure(Topology.DISCORD, "permanent", error, delivery.attempts()));
        outbox.failed(delivery, error, tried);
        metrics.delivered(delivery.target(), "failed");
        String id = FailedMessageTable.id(Topology.DISCORD, delivery.event().id(), delivery.target());
        log.warn(
                "delivery.failed id={} event={} type={} target={} attempts={} reason={} next={}./gateway failed replay {} sends it"
                        + " again",
                id,
                delivery.event().id(),
                delivery.event().type().wireName(),
                delivery.target(),
                delivery.attempts(),
                error,
                before,
                id);
    }

    /**
     * The deliveries that were found unreadable; their lanes go on without them.
     *
     * @return whether there were any
     */
    public boolean moveUnreadableToFailed() {
        List<UnreadableDelivery> unreadable = queries.unreadable();
        for (UnreadableDelivery delivery : unreadable) {
            String error = "The stored event cannot be read: " + delivery.error();
            log.error(
                    "delivery.unreadable id={} event={} target={} reason={} next=it is among the failed messages, others go on",
                    FailedMessageTable.id(Topology.DISCORD, delivery.eventId(), delivery.target()),
                    delivery.eventId(),
                    delivery.target(),
                    delivery.error());
            publish(
                    delivery.eventId(),
                    delivery.target(),
                    delivery.body().getBytes(StandardCharsets.UTF_8),
                    new FailedMessages.Failure(Topology.DISCORD, "malformed", error, delivery.attempts()));
            outbox.failed(delivery, error);
            queries.forget(delivery);
            metrics.delivered(delivery.target(), "failed");
        }
        return !unreadable.isEmpty();
    }

    /** Everything that is open for a target. */
    public void moveAllToFailed(String target, String error) {
        for (List<Delivery> page = queries.open(target, PAGE); !page.isEmpty(); page = queries.open(target, PAGE)) {
            page.forEach(delivery -> moveToFailed(
                    delivery,
                    error,
                    Tried.WITHOUT_REQUEST,
                    "mend the target, then ./gateway target resume " + target + ", then "));
        }
    }

    private void publish(String eventId, String target, byte[] body, FailedMessages.Failure failure) {
        failedMessages.park(eventId, Map.of(MessageHeaders.TARGET, target), body, failure);
    }
}
