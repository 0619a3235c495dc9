package dev.gatewaysync.discord.compose;

import dev.gatewaysync.cards.EventCards;
import dev.gatewaysync.cards.SuggestionCard;
import dev.gatewaysync.crypto.Sha256;
import dev.gatewaysync.discord.outbox.Card;
import dev.gatewaysync.discord.outbox.CardStore;
import dev.gatewaysync.discord.outbox.Delivery;
import dev.gatewaysync.discord.route.Destination;
import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.events.GatewayEvent;
import dev.gatewaysync.events.ResourceAdded;
import dev.gatewaysync.events.ResourceSuggested;
import dev.gatewaysync.events.SuggestionReviewed;
import dev.gatewaysync.storage.catalog.NormalizedUrl;
import dev.gatewaysync.storage.catalog.ResourceIdentity;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** One card per suggested address: made by the suggestion, edited by its review and by the resource that comes of it. */
@Component
final class SuggestionCards {
    private final EventCards cards;
    private final CardStore store;

    public SuggestionCards(EventCards cards, CardStore store) {
        this.cards = cards;
        this.store = store;
    }

    OutgoingMessage message(Delivery delivery, Destination.Channel channel) {
        GatewayEvent event = delivery.event().event();
        String key = key(event);
        // Suggested again after it was declined: a card of its own.
        Optional<Card> known = event instanceof ResourceSuggested
                ? Optional.empty()
                : store.find(key).or(() -> store.find(keyOfOlderPrograms(event)));
        SuggestionCard view = view(event, delivery.event().id(), known);
        String messageId =
                known.filter(card -> card.isIn(channel)).map(Card::messageId).orElse(null);
        Card card = new Card(
                key,
                channel.id(),
                messageId,
                null,
                channel.via(),
                view.isOpen(),
                EventJson.mapper().valueToTree(view));
        return new OutgoingMessage(
                List.of(delivery), cards.suggestion(view, delivery.event(), delivery.target()), card);
    }

    private static SuggestionCard view(GatewayEvent event, String eventId, Optional<Card> known) {
        Optional<SuggestionCard> before =
                known.map(Card::view).map(json -> EventJson.mapper().treeToValue(json, SuggestionCard.class));
        return switch (event) {
            case ResourceSuggested suggested -> SuggestionCard.of(eventId, suggested);
            case SuggestionReviewed reviewed ->
                before.orElseGet(() -> SuggestionCard.of(reviewed)).next(reviewed);
            case ResourceAdded added ->
                before.orElseGet(() -> SuggestionCard.of(eventId, added, Objects.requireNonNull(added.url())))
                        .next(added);
            default -> throw new IllegalArgumentException("There is no suggestion's card for " + event.type());
        };
    }

    private static String key(GatewayEvent event) {
        String url = url(event);
        return "suggestion:" + ResourceIdentity.key(url).orElseGet(() -> Sha256.hex(url));
    }

    private static String keyOfOlderPrograms(GatewayEvent event) {
        String url = url(event);
        return "suggestion:" + Sha256.hex(NormalizedUrl.of(url).orElse(url));
    }

    private static String url(GatewayEvent event) {
        String url = switch (event) {
            case ResourceSuggested suggested -> suggested.url();
            case SuggestionReviewed reviewed -> reviewed.url();
            case ResourceAdded added -> added.url();
            default -> null;
        };
        return String.valueOf(url);
    }
}
