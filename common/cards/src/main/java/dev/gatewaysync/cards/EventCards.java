package dev.gatewaysync.cards;

import dev.gatewaysync.config.CardTemplate;
import dev.gatewaysync.config.EventInput;
import dev.gatewaysync.config.GatewayConfig;
import dev.gatewaysync.config.expression.ExpressionInput;
import dev.gatewaysync.config.expression.TextTemplate;
import dev.gatewaysync.config.read.BuiltInCards;
import dev.gatewaysync.events.BuiltInType;
import dev.gatewaysync.events.EventDescription;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.events.EventType;
import dev.gatewaysync.events.OwnType;
import dev.gatewaysync.events.ResourceAdded;
import dev.gatewaysync.language.Language;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The card of one event: what {@code cards.yml} says of its type, and over it what the community says. The same event always
 * makes the same card.
 */
public final class EventCards {
    private static final int NAME = 200;
    /** Of a card of which nothing else is left, as of a title that is no more than a name and password for some address. */
    private static final String UNTITLED = "Update";

    private final String appName;
    private final Supplier<GatewayConfig> config;
    private final Supplier<Language> language;

    private EventCards(String appName, Supplier<GatewayConfig> config, Supplier<Language> language) {
        this.appName = appName;
        this.config = config;
        this.language = language;
    }

    /**
     * In English.
     *
     * @param appName shown in every footer
     * @param config what the community says of its cards
     */
    public EventCards(String appName, Supplier<GatewayConfig> config) {
        this(appName, config, () -> Language.ENGLISH);
    }

    /** The same in another language; what the community says of its cards is in theirs. */
    public EventCards in(Supplier<Language> other) {
        return new EventCards(appName, config, other);
    }

    /**
     * @param target of the delivery; the ref in the footer is made of it and the event's id
     * @throws IllegalArgumentException for a type that is not announced
     */
    public Embed announcement(EventEnvelope envelope, String target) {
        // Data that do not fit their type make no card.
        envelope.event();
        String type = envelope.type().wireName();
        Optional<CardTemplate> own = config.get().card(type);
        CardTemplate builtIn = builtIns().get(type);
        if (builtIn == null && own.isEmpty()) {
            if (envelope.type() instanceof OwnType) {
                return OwnCard.of(envelope, signature(envelope.id(), target)).timestamp(envelope.timestamp());
            }
            throw new IllegalArgumentException("There is no card for " + type);
        }
        return card(envelope, EventInput.ofCard(envelope), envelope.id(), target);
    }

    /** Of a resource, in its category's own channel. */
    public Embed highlight(EventEnvelope envelope, String target) {
        return face(CardTemplate.HIGHLIGHT, envelope, none(), target);
    }

    /** Of many resources that one sync found; {@code envelope} is the last of them. */
    public Embed digest(EventEnvelope envelope, String target, List<ResourceAdded> first, long count) {
        return face(CardTemplate.DIGEST, envelope, ResourceDigest.of(first, count), target);
    }

    /**
     * Of a maintenance as it stands after {@code envelope}.
     *
     * @param signedBy id of the event whose ref is at its foot, however often it is edited
     */
    public Embed maintenance(MaintenanceCard view, EventEnvelope envelope, String signedBy, String target) {
        return card(envelope, EventInput.ofCard(envelope, json(view)), signedBy, target);
    }

    /** Of an incident, as above. */
    public Embed incident(IncidentCard view, EventEnvelope envelope, String signedBy, String target) {
        return card(envelope, EventInput.ofCard(envelope, json(view)), signedBy, target);
    }

    /** Of what several events with one key say, as above; {@code envelope} is one of them. */
    public Embed custom(CustomCard view, EventEnvelope envelope, String signedBy, String target) {
        return edited(view.newest(envelope), signedBy, target);
    }

    /**
     * Says the end of a maintenance once more, in a message of its own.
     *
     * @param card whose end it is
     */
    public Embed maintenanceEnd(MaintenanceCard view, EventEnvelope envelope, String target, EndedCard card) {
        return face(CardTemplate.END, envelope, card.in(json(view)), target);
    }

    /** Of an incident, as above. */
    public Embed incidentEnd(IncidentCard view, EventEnvelope envelope, String target, EndedCard card) {
        return face(CardTemplate.END, envelope, card.in(json(view)), target);
    }

    /**
     * @param url where it is
     * @param isAnswered whether the message of its end answers it, and so leads to it by itself
     */
    public record EndedCard(String url, boolean isAnswered) {
        private ObjectNode in(ObjectNode view) {
            return view.put("cardUrl", url).put("isReply", isAnswered);
        }
    }

    /** Of a suggestion as it stands after {@code envelope}, with its buttons. */
    public Message suggestion(SuggestionCard view, EventEnvelope envelope, String target) {
        ExpressionInput input = EventInput.ofCard(view.data(), envelope);
        CardTemplate own = own(BuiltInType.RESOURCE_SUGGESTED).face(CardTemplate.REVIEW);
        CardTemplate builtIn = builtIn(BuiltInType.RESOURCE_SUGGESTED).face(CardTemplate.REVIEW);
        return Message.of(drawn(own, builtIn, envelope, input, signature(envelope.id(), target)))
                .with(view.components(
                        TemplateRenderer.resolved(own, builtIn, input).words()));
    }

    /**
     * Of what several events with one text of their card's {@code edit} say, as it stands after {@code newest}.
     *
     * @param signedBy id of the event whose ref is at its foot, however often it is edited
     */
    public Embed edited(EventEnvelope newest, String signedBy, String target) {
        EventEnvelope signed = new EventEnvelope(
                signedBy,
                newest.type(),
                newest.source(),
                newest.timestamp(),
                newest.receivedAt(),
                newest.data(),
                newest.extra(),
                null);
        return announcement(signed, target);
    }

    /** The text by which events edit one card, as the community's configuration says; empty for a card of its own. */
    public Optional<String> editKey(EventEnvelope envelope) {
        TextTemplate edit = own(envelope.type()).edit();
        return edit == null
                ? Optional.empty()
                : TemplateRenderer.of(CardTemplate.EMPTY, EventInput.ofCard(envelope), language.get())
                        .plain("edit", edit);
    }

    /** The rows of buttons that an event's card has; null for none. */
    public @Nullable ArrayNode buttons(EventEnvelope envelope) {
        if (own(envelope.type()) == CardTemplate.EMPTY) {
            return null;
        }
        ExpressionInput input = EventInput.ofCard(envelope);
        CardTemplate template = TemplateRenderer.resolved(own(envelope.type()), builtIn(envelope.type()), input);
        return CardButtons.of(template, input, language.get());
    }

    /** Of events of any type that were collected; {@code count} is how many there are in all. */
    public Embed collected(List<EventEnvelope> first, long count, EventEnvelope last, String target) {
        return CollectedCard.of(
                        first.stream().map(event -> line(event, target)).toList(),
                        count,
                        signature(last.id(), target),
                        language.get())
                .timestamp(last.timestamp());
    }

    /** What {@link #collected} has of one event, where there are others beside it. */
    public String collectedLine(EventEnvelope event, String target) {
        return CollectedCard.line(line(event, target));
    }

    /** One event that makes no card does not keep a hundred others from being shown. */
    private Embed line(EventEnvelope event, String target) {
        try {
            return announcement(event, target);
        } catch (IllegalArgumentException e) {
            return Embed.of(
                    UserText.escapedLine(EventDescription.of(event.event()), NAME),
                    Colour.GREY,
                    signature(event.id(), target));
        }
    }

    private Embed card(EventEnvelope envelope, ExpressionInput input, String signedBy, String target) {
        EventType type = envelope.type();
        return drawn(own(type), builtIn(type), envelope, input, signature(signedBy, target));
    }

    private Embed face(String name, EventEnvelope envelope, ObjectNode known, String target) {
        ExpressionInput input = EventInput.ofCard(envelope, known);
        CardTemplate own = own(envelope.type()).face(name);
        CardTemplate builtIn = builtIn(envelope.type()).face(name);
        return drawn(own, builtIn, envelope, input, signature(envelope.id(), target));
    }

    /** A title or colour of their own that gives nothing leaves that of the built-in card. */
    private Embed drawn(
            CardTemplate own, CardTemplate builtIn, EventEnvelope envelope, ExpressionInput input, CardFooter footer) {
        String title = envelope.type() instanceof OwnType type ? UserText.escapedLine(type.wireName(), NAME) : UNTITLED;
        CardTemplate template = TemplateRenderer.resolved(own, builtIn, input);
        TemplateRenderer renderer = TemplateRenderer.of(template, input, language.get());
        Embed embed = Embed.of(title, Colour.BLUE, footer);
        if (own.title() != null || own.color() != null || !own.cases().isEmpty()) {
            renderer.head(TemplateRenderer.resolved(builtIn, input), embed);
        }
        return renderer.apply(template, embed).timestamp(envelope.timestamp());
    }

    /** What the community says of its type. */
    private CardTemplate own(EventType type) {
        return config.get().card(type.wireName()).orElse(CardTemplate.EMPTY);
    }

    private Map<String, CardTemplate> builtIns() {
        return BuiltInCards.in(language.get().code());
    }

    private CardTemplate builtIn(EventType type) {
        return builtIns().getOrDefault(type.wireName(), CardTemplate.EMPTY);
    }

    private CardFooter signature(String eventId, String target) {
        return new CardFooter(appName, MessageRef.of(eventId, target));
    }

    private static ObjectNode json(Object view) {
        return EventJson.mapper().valueToTree(view);
    }

    private static ObjectNode none() {
        return EventJson.mapper().createObjectNode();
    }
}
