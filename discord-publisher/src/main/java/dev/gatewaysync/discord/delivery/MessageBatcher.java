package dev.gatewaysync.discord.delivery;

import dev.gatewaysync.crypto.Sha256;
import dev.gatewaysync.discord.card.CustomCard;
import dev.gatewaysync.discord.card.Embed;
import dev.gatewaysync.discord.card.EventCards;
import dev.gatewaysync.discord.card.IncidentCard;
import dev.gatewaysync.discord.card.MaintenanceCard;
import dev.gatewaysync.discord.card.Mentions;
import dev.gatewaysync.discord.card.Message;
import dev.gatewaysync.discord.channel.Targets;
import dev.gatewaysync.discord.route.Destination;
import dev.gatewaysync.events.AppStatusChanged;
import dev.gatewaysync.events.Batch;
import dev.gatewaysync.events.Custom;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.events.GatewayEvent;
import dev.gatewaysync.events.Maintenance;
import dev.gatewaysync.events.ResourceAdded;
import dev.gatewaysync.storage.NormalizedUrl;
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
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Decides what the next message of a lane is: one card, or as many plain ones as fit. */
@Component
public final class MessageBatcher {
    private static final int NAMES_IN_DIGEST = 10;

    private final EventCards cards;
    private final Mentions mentions;
    private final CardStore store;
    private final DeliveryQueries deliveries;
    private final SuggestionCards suggestions;

    public MessageBatcher(
            EventCards cards,
            Mentions mentions,
            CardStore store,
            DeliveryQueries deliveries,
            SuggestionCards suggestions) {
        this.cards = cards;
        this.mentions = mentions;
        this.store = store;
        this.deliveries = deliveries;
        this.suggestions = suggestions;
    }

    /**
     * @param open the lane's open deliveries in order, at least one
     * @param channels where each target of the lane is sent
     * @param alone deliveries that share a message with no other
     * @throws RuntimeException if the first delivery makes no card
     */
    OutgoingMessage next(List<Delivery> open, Map<String, Destination.Channel> channels, Predicate<Delivery> alone) {
        Delivery first = open.get(0);
        Destination.Channel channel = Objects.requireNonNull(channels.get(first.target()));
        if (first.target().equals(Targets.SUGGESTIONS)) {
            return suggestions.message(first, channel);
        }
        if (isDigest(first.event())) {
            return new OutgoingMessage(List.of(first), Message.of(digest(first)).pinging(pings(first)), null);
        }
        Optional<OutgoingMessage> card = card(first, channel);
        if (card.isPresent()) {
            return card.get();
        }
        List<Delivery> together = new ArrayList<>(List.of(first));
        List<Embed> embeds = new ArrayList<>(List.of(plain(first)));
        int length = embeds.get(0).length();
        Set<String> links = new HashSet<>();
        link(embeds.get(0)).ifPresent(links::add);
        for (Delivery next : open.subList(1, open.size())) {
            if (!belongsTo(first, next, channels, alone)) {
                break;
            }
            Embed embed = plain(next);
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
        together.forEach(delivery -> roles.addAll(pings(delivery)));
        return new OutgoingMessage(together, Message.of(embeds).pinging(roles), null);
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

    /** A highlight in a category's channel repeats what has been announced, so it pings nobody. */
    private Set<String> pings(Delivery delivery) {
        return Targets.isCategory(delivery.target())
                ? Set.of()
                : mentions.of(delivery.event().type());
    }

    private boolean belongsTo(
            Delivery first, Delivery next, Map<String, Destination.Channel> channels, Predicate<Delivery> alone) {
        if (first.isSending() || next.isSending()) {
            return first.isSending() && next.isSending() && Objects.equals(first.nonce(), next.nonce());
        }
        Destination.Channel one = Objects.requireNonNull(channels.get(first.target()));
        Destination.Channel other = Objects.requireNonNull(channels.get(next.target()));
        return isPlain(next.event())
                && !next.target().equals(Targets.SUGGESTIONS)
                && one.via().equals(other.via())
                && one.forum() == null
                && !alone.test(first)
                && !alone.test(next);
    }

    private Embed plain(Delivery delivery) {
        return Targets.isCategory(delivery.target())
                ? cards.highlight(delivery.event(), delivery.target())
                : cards.announcement(delivery.event(), delivery.target());
    }

    private static boolean isDigest(EventEnvelope event) {
        Batch batch = event.batch();
        return batch != null && batch.isDigest();
    }

    private static boolean isPlain(EventEnvelope event) {
        return !isDigest(event)
                && switch (event.type()) {
                    case MAINTENANCE -> false;
                    case CUSTOM -> ((Custom) event.event()).key() == null;
                    case APP_STATUS_CHANGED -> ((AppStatusChanged) event.event()).incident() == null;
                    default -> true;
                };
    }

    private Embed digest(Delivery last) {
        Batch batch = Objects.requireNonNull(last.event().batch());
        List<ResourceAdded> first = deliveries.batch(batch.id(), last.target(), NAMES_IN_DIGEST).stream()
                .map(envelope -> (ResourceAdded) envelope.event())
                .toList();
        long planned = deliveries.batchSize(batch.id(), last.target());
        // Where another speaks for the last, which never came, only those count that are there.
        long count = batch.isLast() ? Math.max(batch.size(), planned) : planned;
        return cards.digest(last.event(), last.target(), first, count);
    }

    private Optional<OutgoingMessage> card(Delivery delivery, Destination.Channel channel) {
        GatewayEvent event = delivery.event().event();
        if (event instanceof Maintenance maintenance) {
            return Optional.of(maintenance(delivery, maintenance, channel));
        }
        if (event instanceof AppStatusChanged status && status.incident() != null) {
            return Optional.of(incident(delivery, status, "incident:" + status.incident(), channel));
        }
        if (event instanceof Custom custom && custom.key() != null) {
            return Optional.of(custom(delivery, custom.key(), channel));
        }
        return Optional.empty();
    }

    private OutgoingMessage custom(Delivery delivery, String name, Destination.Channel channel) {
        EventEnvelope envelope = delivery.event();
        String key = CardStore.CUSTOM + Sha256.hex(name);
        Optional<Card> known =
                store.find(key).filter(card -> view(card, CustomCard.class).takes(envelope));
        CustomCard view =
                known.map(card -> view(card, CustomCard.class).next(envelope)).orElseGet(() -> CustomCard.of(envelope));
        Embed embed = cards.custom(view, view.first(), delivery.target());
        Card card = card(key, messageToEdit(known, channel), channel, true, view);
        return message(delivery, embed, card, view.first());
    }

    private OutgoingMessage maintenance(Delivery delivery, Maintenance event, Destination.Channel channel) {
        EventEnvelope envelope = delivery.event();
        if (event.status() == Maintenance.Status.COMPLETED) {
            Optional<Card> edited = edited("maintenance:", envelope, channel);
            if (edited.isPresent()) {
                MaintenanceCard view = view(edited.get(), MaintenanceCard.class);
                Embed end = cards.maintenanceEnd(view, envelope, delivery.target(), link(edited.get(), channel));
                return end(delivery, end, edited.get(), channel);
            }
        }
        String id = envelope.data().path("id").asString("");
        Optional<Card> known = id.isEmpty()
                ? store.newestOpen("maintenance:")
                : store.find("maintenance:" + id).filter(Card::open);
        String key = known.map(Card::key).orElse("maintenance:" + (id.isEmpty() ? envelope.id() : id));
        MaintenanceCard view = known.map(
                        card -> view(card, MaintenanceCard.class).next(envelope))
                .orElseGet(() -> MaintenanceCard.of(envelope));
        String messageId = messageToEdit(known, channel);
        if (messageId != null && !view.isOpen()) {
            view = view.endedBy(envelope.id());
        }
        String signedBy = signedBy(view.first(), envelope);
        Embed embed = cards.maintenance(view, envelope, signedBy, delivery.target());
        return message(delivery, embed, card(key, messageId, channel, view.isOpen(), view), signedBy);
    }

    private OutgoingMessage incident(
            Delivery delivery, AppStatusChanged event, String key, Destination.Channel channel) {
        EventEnvelope envelope = delivery.event();
        Optional<Card> known = store.find(key);
        if (event.status() == AppStatusChanged.Status.ONLINE) {
            Optional<Card> edited = edited(key, envelope, channel);
            if (edited.isPresent()) {
                IncidentCard view = view(edited.get(), IncidentCard.class);
                Embed end = cards.incidentEnd(view, envelope, delivery.target(), link(edited.get(), channel));
                return end(delivery, end, edited.get(), channel);
            }
        }
        IncidentCard view = known.map(card -> view(card, IncidentCard.class).next(envelope))
                .orElseGet(() -> IncidentCard.of(envelope));
        String messageId = messageToEdit(known, channel);
        boolean ends = known.filter(Card::open).isPresent() && event.status() == AppStatusChanged.Status.ONLINE;
        if (messageId != null && ends) {
            view = view.endedBy(envelope.id());
        }
        String signedBy = signedBy(view.first(), envelope);
        Embed embed = cards.incident(view, envelope, signedBy, delivery.target());
        return message(delivery, embed, card(key, messageId, channel, view.isOpen(), view), signedBy);
    }

    private OutgoingMessage message(Delivery delivery, Embed embed, Card card, String signedBy) {
        return new OutgoingMessage(List.of(delivery), Message.of(embed).pinging(pings(delivery)), card, null, signedBy);
    }

    /** A new message, in a forum one in the card's post, for an edit marks nothing unread. Its card was edited before, and is stored so. */
    private OutgoingMessage end(Delivery delivery, Embed embed, Card card, Destination.Channel channel) {
        return new OutgoingMessage(
                List.of(delivery),
                Message.of(embed).pinging(pings(delivery)),
                null,
                channel.forum() == null ? null : card.messageId(),
                delivery.event().id());
    }

    /** The card that this event has edited for the last time, if the message of its end has still to be sent here. */
    private Optional<Card> edited(String keyPrefix, EventEnvelope envelope, Destination.Channel channel) {
        return store.endedBy(keyPrefix, envelope.id())
                .filter(card -> messageToEdit(Optional.of(card), channel) != null);
    }

    private static <T> T view(Card card, Class<T> type) {
        return EventJson.mapper().treeToValue(Objects.requireNonNull(card.view()), type);
    }

    private static String link(Card card, Destination.Channel channel) {
        return channel.link(Objects.requireNonNull(card.messageId()));
    }

    /**
     * The event that made the card signs it for good, so that the card and the message of its end can be told apart. Of a
     * card of before nobody knows which event that was.
     */
    private static String signedBy(@Nullable String first, EventEnvelope envelope) {
        return first == null ? envelope.id() + "/card" : first;
    }

    /** A message in another channel, or of another sender, cannot be edited from here. */
    private static @Nullable String messageToEdit(Optional<Card> known, Destination.Channel channel) {
        return known.filter(card -> card.isIn(channel)).map(Card::messageId).orElse(null);
    }

    private static Card card(
            String key, @Nullable String messageId, Destination.Channel channel, boolean open, Object view) {
        return new Card(
                key,
                channel.id(),
                messageId,
                null,
                channel.via(),
                open,
                EventJson.mapper().valueToTree(view));
    }
}
