package dev.gatewaysync.discord.compose;

import dev.gatewaysync.cards.Embed;
import dev.gatewaysync.cards.EventCards;
import dev.gatewaysync.cards.channel.Targets;
import dev.gatewaysync.discord.outbox.Delivery;
import dev.gatewaysync.discord.outbox.DeliveryQueries;
import dev.gatewaysync.discord.picture.ResourcePictures;
import dev.gatewaysync.events.AppStatusChanged;
import dev.gatewaysync.events.Batch;
import dev.gatewaysync.events.BuiltInType;
import dev.gatewaysync.events.Custom;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.ResourceAdded;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ArrayNode;

/** The cards of deliveries that are never edited. */
@Component
final class DeliveryCards {
    private static final int NAMES_IN_DIGEST = 10;
    private static final int NAMES_IN_COLLECTION = 50;

    private final EventCards cards;
    private final DeliveryQueries deliveries;
    private final ResourcePictures pictures;

    DeliveryCards(EventCards cards, DeliveryQueries deliveries, ResourcePictures pictures) {
        this.cards = cards;
        this.deliveries = deliveries;
        this.pictures = pictures;
    }

    /** A highlight in a category's channel has none: what it repeats has them. */
    @Nullable
    ArrayNode buttons(Delivery delivery) {
        return Targets.isCategory(delivery.target()) ? null : cards.buttons(delivery.event());
    }

    Embed plain(Delivery delivery) {
        Embed card = Targets.isCategory(delivery.target())
                ? cards.highlight(delivery.event(), delivery.target())
                : cards.announcement(delivery.event(), delivery.target());
        pictures.of(delivery.event()).ifPresent(card::picture);
        return card;
    }

    boolean isPlain(Delivery delivery) {
        EventEnvelope event = delivery.event();
        return delivery.batchId() == null
                && (Targets.isCategory(delivery.target())
                        || cards.editKey(event).isEmpty())
                && buttons(delivery) == null
                && switch (event.type()) {
                    case BuiltInType.MAINTENANCE -> false;
                    case BuiltInType.CUSTOM -> ((Custom) event.event()).key() == null;
                    case BuiltInType.APP_STATUS_CHANGED -> ((AppStatusChanged) event.event()).incident() == null;
                    default -> true;
                };
    }

    Embed collected(Delivery speaker) {
        return cards.collected(
                deliveries.collected(speaker, NAMES_IN_COLLECTION),
                deliveries.collectedSize(speaker),
                speaker.event(),
                speaker.target());
    }

    Embed digest(Delivery last) {
        Batch batch = Objects.requireNonNull(last.event().batch());
        List<ResourceAdded> first = deliveries.batch(batch.id(), last.target(), NAMES_IN_DIGEST).stream()
                .map(envelope -> (ResourceAdded) envelope.event())
                .toList();
        long planned = deliveries.batchSize(batch.id(), last.target());
        // Where another speaks for the last, which never came, only those count that are there.
        long count = batch.isLast() ? Math.max(batch.size(), planned) : planned;
        return cards.digest(last.event(), last.target(), first, count);
    }
}
