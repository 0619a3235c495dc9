package dev.gatewaysync.discord.delivery;

import dev.gatewaysync.discord.route.ChannelDirectory;
import dev.gatewaysync.discord.route.Destination;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** What all lanes share. */
public record LaneTools(
        Outbox outbox,
        CardStore cards,
        Shipments shipments,
        Courier courier,
        Parking parking,
        ChannelDirectory directory,
        BotGate gate,
        Lease lease,
        TargetStates targets,
        PublisherMetrics metrics,
        Timing timing) {
    private static final Logger log = LoggerFactory.getLogger(LaneTools.class);

    /** Stores that a message arrived, and says so. */
    void posted(Shipment shipment, Posted posted, Destination.Channel channel) {
        Card card = shipment.card();
        if (card != null && shipment.isFollowedByEnd()) {
            outbox.edited(shipment.deliveries(), posted, card, cards);
            return;
        }
        outbox.sent(shipment.deliveries(), posted, card == null ? null : card.inMessage(posted.messageId()), cards);
        shipment.deliveries().stream().map(Delivery::target).distinct().forEach(told -> targets.active(told, channel));
        String target = shipment.first().target();
        metrics.delivered(target, "sent", shipment.deliveries().size());
        try (MDC.MDCCloseable id =
                        MDC.putCloseable("event_id", shipment.first().event().id());
                MDC.MDCCloseable type = MDC.putCloseable(
                        "event_type", shipment.first().event().type().wireName())) {
            log.info(
                    "delivery.sent target={} events={} message={}",
                    target,
                    shipment.deliveries().size(),
                    posted.url());
        }
    }
}
