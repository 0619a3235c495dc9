package dev.gatewaysync.discord.delivery;

import dev.gatewaysync.discord.route.ChannelDirectory;
import dev.gatewaysync.discord.route.Destination;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** What all lanes share. */
public record LaneTools(
        DeliveryOutbox outbox,
        CardStore cards,
        MessageBatcher shipments,
        MessageSender courier,
        FailedDeliveries parking,
        ChannelDirectory directory,
        TokenGuard gate,
        LeaderLease lease,
        TargetStatusTable targets,
        PublisherMetrics metrics,
        DeliveryTimings timing) {
    private static final Logger log = LoggerFactory.getLogger(LaneTools.class);

    /** Stores that a message arrived, and says so. */
    void posted(OutgoingMessage outgoingMessage, SentMessage sentMessage, Destination.Channel channel) {
        Card card = outgoingMessage.card();
        if (card != null && outgoingMessage.isFollowedByEnd()) {
            outbox.edited(outgoingMessage.deliveries(), sentMessage, card, cards);
            return;
        }
        outbox.sent(
                outgoingMessage.deliveries(),
                sentMessage,
                card == null ? null : card.inMessage(sentMessage.messageId()),
                cards);
        outgoingMessage.deliveries().stream()
                .map(Delivery::target)
                .distinct()
                .forEach(told -> targets.active(told, channel));
        String target = outgoingMessage.first().target();
        metrics.delivered(target, "sent", outgoingMessage.deliveries().size());
        try (MDC.MDCCloseable id = MDC.putCloseable(
                        "event_id", outgoingMessage.first().event().id());
                MDC.MDCCloseable type = MDC.putCloseable(
                        "event_type", outgoingMessage.first().event().type().wireName())) {
            log.info(
                    "delivery.sent target={} events={} message={}",
                    target,
                    outgoingMessage.deliveries().size(),
                    sentMessage.url());
        }
    }
}
