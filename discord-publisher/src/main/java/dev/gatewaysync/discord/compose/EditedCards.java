package dev.gatewaysync.discord.compose;

import dev.gatewaysync.cards.CustomCard;
import dev.gatewaysync.cards.Embed;
import dev.gatewaysync.cards.EventCards;
import dev.gatewaysync.cards.IncidentCard;
import dev.gatewaysync.cards.MaintenanceCard;
import dev.gatewaysync.cards.Message;
import dev.gatewaysync.cards.channel.Targets;
import dev.gatewaysync.config.GatewayConfig;
import dev.gatewaysync.crypto.Sha256;
import dev.gatewaysync.discord.outbox.Card;
import dev.gatewaysync.discord.outbox.CardStore;
import dev.gatewaysync.discord.outbox.CrosspostSetting;
import dev.gatewaysync.discord.outbox.Delivery;
import dev.gatewaysync.discord.route.Destination;
import dev.gatewaysync.events.AppStatusChanged;
import dev.gatewaysync.events.Custom;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.events.GatewayEvent;
import dev.gatewaysync.events.Maintenance;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ArrayNode;

/** One card per incident, maintenance and key of the main app's, made by the first event and edited by those that follow. */
@Component
final class EditedCards {
    private final EventCards cards;
    private final DeliveryPings pings;
    private final CardStore store;
    private final DeliveryArrival arrival;
    private final Supplier<GatewayConfig> config;
    private final CrosspostSetting crossposts;

    EditedCards(
            EventCards cards,
            DeliveryPings pings,
            CardStore store,
            DeliveryArrival arrival,
            Supplier<GatewayConfig> config,
            CrosspostSetting crossposts) {
        this.crossposts = crossposts;
        this.arrival = arrival;
        this.config = config;
        this.cards = cards;
        this.pings = pings;
        this.store = store;
    }

    /** Empty for an event whose card is never edited. */
    Optional<OutgoingMessage> message(Delivery delivery, Destination.Channel channel) {
        GatewayEvent event = delivery.event().event();
        if (event instanceof Maintenance maintenance) {
            return Optional.of(maintenance(delivery, maintenance, channel));
        }
        if (event instanceof AppStatusChanged status && status.incident() != null) {
            return Optional.of(incident(delivery, status, place(delivery) + "incident:" + status.incident(), channel));
        }
        if (event instanceof Custom custom && custom.key() != null) {
            return Optional.of(custom(delivery, custom.key(), channel));
        }
        // A highlight in a category's channel is a card of its own.
        return Targets.isCategory(delivery.target())
                ? Optional.empty()
                : cards.editKey(delivery.event()).map(key -> templated(delivery, key, channel));
    }

    /** One card per text of {@code edit}, as the community's configuration says. */
    private OutgoingMessage templated(Delivery delivery, String name, Destination.Channel channel) {
        EventEnvelope envelope = delivery.event();
        String key =
                CardStore.CUSTOM + Sha256.hex(place(delivery) + envelope.type().wireName() + "\n" + name);
        long order = delivery.seq();
        Optional<Card> known =
                store.find(key).filter(card -> view(card, TemplateCard.class).takes(envelope, order));
        TemplateCard view = known.map(card -> view(card, TemplateCard.class).next(envelope, order))
                .orElseGet(() -> TemplateCard.of(envelope, order));
        Embed embed = cards.edited(view.newest(), view.first(), delivery.target());
        Card card = card(key, messageToEdit(known, channel), channel, true, view);
        return message(delivery, embed, card, view.first(), buttons(view.newest(), card));
    }

    /** Discord keeps the buttons of a message that is edited without any. */
    private @Nullable ArrayNode buttons(EventEnvelope newest, Card card) {
        ArrayNode buttons = cards.buttons(newest);
        return buttons == null && card.messageId() != null ? EventJson.mapper().createArrayNode() : buttons;
    }

    /** A place that the community added has cards of its own; the others share theirs, for each type has one of them. */
    private String place(Delivery delivery) {
        return config.get().target(delivery.target()).isPresent() ? delivery.target() + "/" : "";
    }

    private OutgoingMessage custom(Delivery delivery, String name, Destination.Channel channel) {
        EventEnvelope envelope = delivery.event();
        String key = CardStore.CUSTOM + Sha256.hex(place(delivery) + name);
        long order = delivery.seq();
        Optional<Card> known =
                store.find(key).filter(card -> view(card, CustomCard.class).takes(envelope, order));
        CustomCard view = known.map(card -> view(card, CustomCard.class).next(envelope, order))
                .orElseGet(() -> CustomCard.of(envelope, order));
        Embed embed = cards.custom(view, envelope, view.first(), delivery.target());
        Card card = card(key, messageToEdit(known, channel), channel, true, view);
        return message(delivery, embed, card, view.first(), buttons(view.newest(envelope), card));
    }

    private OutgoingMessage maintenance(Delivery delivery, Maintenance event, Destination.Channel channel) {
        EventEnvelope envelope = delivery.event();
        String maintenance = place(delivery) + "maintenance:";
        if (event.status().isOver()) {
            Optional<Card> edited = edited(maintenance, envelope, channel);
            if (edited.isPresent()) {
                MaintenanceCard view = view(edited.get(), MaintenanceCard.class);
                return end(
                        delivery,
                        card -> cards.maintenanceEnd(view, envelope, delivery.target(), card),
                        edited.get(),
                        channel);
            }
        }
        String id = envelope.data().path("id").asString("");
        Optional<Card> known = id.isEmpty()
                ? meant(maintenance, envelope)
                : store.find(maintenance + id).filter(Card::open);
        String key = known.map(Card::key).orElse(maintenance + (id.isEmpty() ? envelope.id() : id));
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

    /** Which of those that are open a word without an id is about. */
    private Optional<Card> meant(String keyPrefix, EventEnvelope said) {
        ToIntFunction<Card> fits = card -> view(card, MaintenanceCard.class).fits(said);
        return store.open(keyPrefix).stream()
                .filter(card -> fits.applyAsInt(card) >= 0)
                .min(Comparator.comparingInt(fits));
    }

    private OutgoingMessage incident(
            Delivery delivery, AppStatusChanged event, String key, Destination.Channel channel) {
        EventEnvelope envelope = delivery.event();
        Optional<Card> known = store.find(key);
        if (event.status() == AppStatusChanged.Status.ONLINE) {
            Optional<Card> edited = edited(key, envelope, channel);
            if (edited.isPresent()) {
                IncidentCard view = view(edited.get(), IncidentCard.class);
                return end(
                        delivery,
                        card -> cards.incidentEnd(view, envelope, delivery.target(), card),
                        edited.get(),
                        channel);
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
        return message(delivery, embed, card, signedBy, cards.buttons(delivery.event()));
    }

    private OutgoingMessage message(
            Delivery delivery, Embed embed, Card card, String signedBy, @Nullable ArrayNode buttons) {
        return new OutgoingMessage(List.of(delivery), arriving(embed, delivery).with(buttons), card, null, signedBy);
    }

    /**
     * A new message, in a forum one in the card's post, for an edit marks nothing unread. The bot's answers the card; a webhook cannot
     * answer, and an answer cannot be published, so these lead there by a link. Its card was edited before, and is stored so.
     *
     * @see <a href="https://docs.discord.com/developers/resources/webhook#execute-webhook">Execute Webhook, which knows no
     *     message_reference</a>
     */
    private OutgoingMessage end(
            Delivery delivery, Function<EventCards.EndedCard, Embed> drawn, Card card, Destination.Channel channel) {
        String id = Objects.requireNonNull(card.messageId());
        String url = channel.link(id);
        Message linked = arriving(drawn.apply(new EventCards.EndedCard(url, false)), delivery);
        Message message = channel.webhook() == null
                        && (channel.forum() != null
                                || !crossposts.wants(delivery.options().publish()))
                ? arriving(drawn.apply(new EventCards.EndedCard(url, true)), delivery)
                        .replyingTo(id, linked)
                : linked;
        return new OutgoingMessage(
                List.of(delivery),
                message,
                null,
                channel.forum() == null ? null : card.messageId(),
                delivery.event().id());
    }

    private Message arriving(Embed embed, Delivery delivery) {
        return Message.of(embed).pinging(pings.of(delivery)).arriving(arrival.of(delivery));
    }

    /** The card that this event has edited for the last time, if the message of its end has still to be sent here. */
    private Optional<Card> edited(String keyPrefix, EventEnvelope envelope, Destination.Channel channel) {
        return store.endedBy(keyPrefix, envelope.id())
                .filter(card -> messageToEdit(Optional.of(card), channel) != null);
    }

    private static <T> T view(Card card, Class<T> type) {
        return EventJson.mapper().treeToValue(Objects.requireNonNull(card.view()), type);
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
