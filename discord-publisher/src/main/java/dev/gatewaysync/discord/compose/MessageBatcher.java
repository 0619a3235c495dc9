package dev.gatewaysync.discord.compose;

import dev.gatewaysync.cards.Embed;
import dev.gatewaysync.cards.Message;
import dev.gatewaysync.cards.channel.Targets;
import dev.gatewaysync.discord.outbox.Delivery;
import dev.gatewaysync.discord.outbox.DeliveryQueries;
import dev.gatewaysync.discord.route.Destination;
import dev.gatewaysync.events.MalformedEventException;
import dev.gatewaysync.storage.catalog.NormalizedUrl;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ArrayNode;

/** Decides what the next message of a lane is: one card, or as many plain ones as fit. */
@Component
public final class MessageBatcher {
    private final DeliveryCards cards;
    private final DeliveryPings pings;
    private final DeliveryQueries deliveries;
    private final EditedCards editedCards;
    private final SuggestionCards suggestions;
    private final DeliveryArrival arrival;

    MessageBatcher(
            DeliveryCards cards,
            DeliveryPings pings,
            DeliveryQueries deliveries,
            EditedCards editedCards,
            SuggestionCards suggestions,
            DeliveryArrival arrival) {
        this.cards = cards;
        this.pings = pings;
        this.deliveries = deliveries;
        this.editedCards = editedCards;
        this.suggestions = suggestions;
        this.arrival = arrival;
    }

    /**
     * @param open the lane's open deliveries in order, at least one
     * @param channels where each target of the lane is sent
     * @param alone deliveries that share a message with no other
     * @throws RuntimeException if the first delivery makes no card
     */
    public OutgoingMessage next(
            List<Delivery> open, Map<String, Destination.Channel> channels, Predicate<Delivery> alone) {
        Delivery first = open.get(0);
        Destination.Channel channel = Objects.requireNonNull(channels.get(first.target()));
        if (first.target().equals(Targets.SUGGESTIONS)) {
            return suggestions.message(first, channel);
        }
        if (first.isCollected() && deliveries.collectedSize(first) > 1) {
            return alone(first.sentAs(deliveries.collectedOptions(first)), Message.of(cards.collected(first)));
        }
        if (first.batchId() != null && !first.isCollected()) {
            return alone(first, Message.of(cards.digest(first)));
        }
        Optional<OutgoingMessage> card = editedCards.message(first, channel);
        if (card.isPresent()) {
            return card.get();
        }
        ArrayNode buttons = cards.buttons(first);
        if (buttons != null || first.isCollected()) {
            return alone(first, Message.of(cards.plain(first)).with(buttons));
        }
        List<Delivery> together = new ArrayList<>(List.of(first));
        List<Embed> embeds = new ArrayList<>(List.of(cards.plain(first)));
        int length = embeds.get(0).length();
        Set<String> links = new HashSet<>();
        link(embeds.get(0)).ifPresent(links::add);
        for (Delivery next : open.subList(1, open.size())) {
            Optional<Embed> drawn = besides(first, next, channels, alone);
            if (drawn.isEmpty()) {
                break;
            }
            Embed embed = drawn.get();
            // What was sent together before is sent together again, or its nonce would be another.
            if (!first.isSending()
                    && (!Message.fits(embeds.size(), length, embed)
                            || link(embed).filter(links::contains).isPresent())) {
                break;
            }
            link(embed).ifPresent(links::add);
            together.add(next);
            embeds.add(embed);
            length += embed.length();
        }
        Set<String> roles = new HashSet<>();
        together.forEach(delivery -> roles.addAll(pings.of(delivery)));
        return new OutgoingMessage(together, Message.of(embeds).pinging(roles).arriving(arrival.of(first)), null);
    }

    private OutgoingMessage alone(Delivery first, Message message) {
        return new OutgoingMessage(
                List.of(first), message.pinging(pings.of(first)).arriving(arrival.of(first)), null);
    }

    /**
     * Of several cards with the same link Discord shows only the first of a message. Links that may be the same to it are taken
     * for the same, which costs a message at most.
     *
     * @see <a href="https://discord.com/developers/docs/resources/message#create-message">Embeds are deduplicated by URL</a>
     */
    private static Optional<String> link(Embed embed) {
        String url = embed.url();
        return NormalizedUrl.of(url).or(() -> Optional.ofNullable(url)).map(MessageBatcher::decoded);
    }

    private static String decoded(String url) {
        try {
            return URLDecoder.decode(url, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException noEscape) {
            return url.toLowerCase(Locale.ROOT);
        }
    }

    /** The card of {@code next}, if it may stand in a message with {@code first}; one that makes none fails when it is its turn. */
    private Optional<Embed> besides(
            Delivery first, Delivery next, Map<String, Destination.Channel> channels, Predicate<Delivery> alone) {
        try {
            return belongsTo(first, next, channels, alone) ? Optional.of(cards.plain(next)) : Optional.empty();
        } catch (IllegalArgumentException | ClassCastException | MalformedEventException e) {
            return Optional.empty();
        }
    }

    private boolean belongsTo(
            Delivery first, Delivery next, Map<String, Destination.Channel> channels, Predicate<Delivery> alone) {
        if (first.isSending() || next.isSending()) {
            return first.isSending() && next.isSending() && Objects.equals(first.nonce(), next.nonce());
        }
        Destination.Channel one = Objects.requireNonNull(channels.get(first.target()));
        Destination.Channel other = Objects.requireNonNull(channels.get(next.target()));
        return cards.isPlain(next)
                // Each message of such a route has a thread of its own.
                && !first.options().thread()
                && !next.options().thread()
                // What is published of a message is all of it.
                && Objects.equals(first.options().publish(), next.options().publish())
                && arrival.of(first).equals(arrival.of(next))
                && !next.target().equals(Targets.SUGGESTIONS)
                && one.via().equals(other.via())
                && one.forum() == null
                && !alone.test(first)
                && !alone.test(next);
    }
}
