package dev.gatewaysync.discord.send;

import dev.gatewaysync.cards.PostTitle;
import dev.gatewaysync.discord.compose.OutgoingMessage;
import dev.gatewaysync.discord.outbox.Card;
import dev.gatewaysync.discord.outbox.CrosspostTable;
import dev.gatewaysync.discord.outbox.Delivery;
import dev.gatewaysync.discord.outbox.DeliveryOutbox;
import dev.gatewaysync.discord.outbox.MessageThreadTable;
import dev.gatewaysync.discord.outbox.PublisherMetrics;
import dev.gatewaysync.discord.outbox.SentMessage;
import dev.gatewaysync.discord.outbox.TargetStatusTable;
import dev.gatewaysync.discord.outbox.Tried;
import dev.gatewaysync.discord.route.Destination;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;

/** Stores that messages arrived, and logs it. */
@Component
final class SentDeliveries {
    private static final Logger log = LoggerFactory.getLogger(SentDeliveries.class);

    private final DeliveryOutbox outbox;
    private final TargetStatusTable targets;
    private final PublisherMetrics metrics;
    private final CrosspostTable crossposts;
    private final MessageThreadTable threads;
    private final PostTitle titles;

    public SentDeliveries(
            DeliveryOutbox outbox,
            TargetStatusTable targets,
            PublisherMetrics metrics,
            CrosspostTable crossposts,
            MessageThreadTable threads,
            PostTitle titles) {
        this.outbox = outbox;
        this.targets = targets;
        this.metrics = metrics;
        this.crossposts = crossposts;
        this.threads = threads;
        this.titles = titles;
    }

    /** @param tried how it was sent */
    void arrived(OutgoingMessage message, SentMessage sent, Destination.Channel channel, Tried tried) {
        Card card = message.card();
        if (card != null && message.isFollowedByEnd()) {
            outbox.edited(message.deliveries(), sent, card, tried);
            return;
        }
        // A post of a forum is a thread, and what stands in one can have none.
        boolean isPost = channel.forum() != null || message.post() != null;
        Runnable stored = () ->
                outbox.sent(message.deliveries(), sent, card == null ? null : card.inMessage(sent.messageId()), tried);
        boolean isEdit = message.messageToEdit() != null;
        crossposts.withMessage(message.first(), sent, isPost || isEdit, () -> {
            if (isPost) {
                stored.run();
            } else {
                threads.withMessage(
                        message.first(), sent, isEdit, titles.of(message.first().event(), message.message()), stored);
            }
        });
        message.deliveries().stream()
                .map(Delivery::target)
                .distinct()
                .forEach(target -> targets.active(target, channel));
        Delivery first = message.first();
        metrics.delivered(first.target(), "sent", message.deliveries().size());
        try (MDC.MDCCloseable id = MDC.putCloseable("event_id", first.event().id());
                MDC.MDCCloseable type =
                        MDC.putCloseable("event_type", first.event().type().wireName())) {
            log.info(
                    "delivery.sent event={} target={} events={} message={}",
                    first.event().id(),
                    first.target(),
                    message.deliveries().size(),
                    sent.url());
        }
    }

    /** The card says that it is over, since it was edited; only the message in its post that says so again cannot be sent. */
    void endedWithoutMessage(OutgoingMessage message, Destination.Channel channel, String error, Tried tried) {
        String post = Objects.requireNonNull(message.post());
        log.warn(
                "delivery.end_not_told event={} post={} reason={} next=the card in it says so",
                message.first().event().id(),
                post,
                error);
        arrived(message, new SentMessage(post, channel.id(), channel.link(post)), channel, tried);
    }
}
