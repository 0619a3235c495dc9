package dev.gatewaysync.discord.card;

import dev.gatewaysync.config.CardTemplate;
import dev.gatewaysync.config.EventInput;
import dev.gatewaysync.config.GatewayConfig;
import dev.gatewaysync.config.expression.TextTemplate;
import dev.gatewaysync.events.AppDeployed;
import dev.gatewaysync.events.AppStatusChanged;
import dev.gatewaysync.events.BugFixed;
import dev.gatewaysync.events.CategoryAdded;
import dev.gatewaysync.events.Custom;
import dev.gatewaysync.events.EventDescription;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.FeatureReleased;
import dev.gatewaysync.events.GatewayEvent;
import dev.gatewaysync.events.Maintenance;
import dev.gatewaysync.events.MilestoneReached;
import dev.gatewaysync.events.OwnEvent;
import dev.gatewaysync.events.ResourceAdded;
import dev.gatewaysync.events.VisibleText;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;

/** The card of one event. The same event always makes the same card. */
public final class EventCards {
    private static final int CHANGES_SHOWN = 5;
    private static final int NAME = 200;
    private static final int LONG_TEXT = 2000;

    private final String appName;
    private final Supplier<GatewayConfig> config;

    /**
     * @param appName shown in every footer
     * @param config what the community says of its cards
     */
    public EventCards(String appName, Supplier<GatewayConfig> config) {
        this.appName = appName;
        this.config = config;
    }

    /**
     * @param target of the delivery; the ref in the footer is made of it and the event's id
     * @throws IllegalArgumentException for a type that is not announced
     */
    public Embed announcement(EventEnvelope envelope, String target) {
        CardFooter cardFooter = signature(envelope, target);
        GatewayEvent event = envelope.event();
        Embed embed = switch (event) {
            case AppDeployed e -> deployed(e, cardFooter);
            case ResourceAdded e -> resource(e, cardFooter);
            case CategoryAdded e -> category(e, cardFooter);
            case FeatureReleased e -> feature(e, cardFooter);
            case BugFixed e -> bug(e, cardFooter);
            case Custom e -> CustomCard.of(envelope, 0).embed(cardFooter);
            case MilestoneReached e -> milestone(e, cardFooter);
            case AppStatusChanged e -> IncidentCard.of(envelope).embed(cardFooter);
            case Maintenance e -> MaintenanceCard.of(envelope).embed(cardFooter);
            case OwnEvent e -> OwnCard.of(envelope, template(envelope), cardFooter);
            default -> RoutedEventCards.of(envelope, cardFooter);
        };
        return overlaid(embed, envelope).timestamp(envelope.timestamp());
    }

    /** Of a resource, in its category's own channel. */
    public Embed highlight(EventEnvelope envelope, String target) {
        ResourceAdded event = (ResourceAdded) envelope.event();
        return Embed.of("✨ " + UserText.escapedLine(event.name(), NAME), Colour.GREEN, signature(envelope, target))
                .description(UserText.escaped(event.description(), LONG_TEXT))
                .url(event.url())
                .markdownField("🏷️ Tags", tags(event), true)
                .timestamp(envelope.timestamp());
    }

    /** Of many resources that one sync found; {@code envelope} is the last of them. */
    public Embed digest(EventEnvelope envelope, String target, List<ResourceAdded> first, long count) {
        ResourceAdded last = (ResourceAdded) envelope.event();
        return DigestCard.of(last.category(), first, count, signature(envelope, target))
                .timestamp(envelope.timestamp());
    }

    /**
     * Of a maintenance as it stands after {@code envelope}.
     *
     * @param signedBy id of the event whose ref is at its foot, however often it is edited
     */
    public Embed maintenance(MaintenanceCard view, EventEnvelope envelope, String signedBy, String target) {
        return overlaid(view.embed(signature(signedBy, target)), envelope).timestamp(envelope.timestamp());
    }

    /** Of an incident, as above. */
    public Embed incident(IncidentCard view, EventEnvelope envelope, String signedBy, String target) {
        return overlaid(view.embed(signature(signedBy, target)), envelope).timestamp(envelope.timestamp());
    }

    /** Of what several events with one key say, as above. */
    public Embed custom(CustomCard view, String signedBy, String target) {
        return view.embed(signature(signedBy, target)).timestamp(Instant.ofEpochMilli(view.timestamp()));
    }

    /**
     * Says the end of a maintenance once more, in a message of its own.
     *
     * @param cardUrl where its card is
     */
    public Embed maintenanceEnd(MaintenanceCard view, EventEnvelope envelope, String target, String cardUrl) {
        return view.end(signature(envelope, target), cardUrl).timestamp(envelope.timestamp());
    }

    /** Of an incident, as above. */
    public Embed incidentEnd(IncidentCard view, EventEnvelope envelope, String target, String cardUrl) {
        return view.end(signature(envelope, target), cardUrl).timestamp(envelope.timestamp());
    }

    /** Of a suggestion as it stands after {@code envelope}, with its buttons. */
    public Message suggestion(SuggestionCard view, EventEnvelope envelope, String target) {
        Embed embed = view.embed(signature(envelope, target)).timestamp(envelope.timestamp());
        return Message.of(embed).with(view.components());
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
        TextTemplate edit = template(envelope).edit();
        return edit == null
                ? Optional.empty()
                : TemplateRenderer.of(EventInput.ofCard(envelope)).plain("edit", edit);
    }

    /** The rows of buttons that the community's configuration gives an event's card; null for none. */
    public @Nullable ArrayNode buttons(EventEnvelope envelope) {
        return CardButtons.of(template(envelope), EventInput.ofCard(envelope));
    }

    /** Of events of any type that were collected; {@code count} is how many there are in all. */
    public Embed collected(List<EventEnvelope> first, long count, EventEnvelope last, String target) {
        return CollectedCard.of(
                        first.stream().map(event -> line(event, target)).toList(), count, signature(last, target))
                .timestamp(last.timestamp());
    }

    /** One event that makes no card does not keep a hundred others from being shown. */
    private Embed line(EventEnvelope event, String target) {
        try {
            return announcement(event, target);
        } catch (IllegalArgumentException e) {
            return Embed.of(
                    UserText.escapedLine(EventDescription.of(event.event()), NAME),
                    Colour.GREY,
                    signature(event, target));
        }
    }

    private CardTemplate template(EventEnvelope envelope) {
        return config.get().card(envelope.type().wireName()).orElse(CardTemplate.EMPTY);
    }

    private Embed overlaid(Embed embed, EventEnvelope envelope) {
        CardTemplate template = template(envelope);
        return template == CardTemplate.EMPTY
                ? embed
                : TemplateRenderer.of(EventInput.ofCard(envelope)).apply(template, embed);
    }

    private CardFooter signature(EventEnvelope envelope, String target) {
        return signature(envelope.id(), target);
    }

    private CardFooter signature(String eventId, String target) {
        return new CardFooter(appName, MessageRef.of(eventId, target));
    }

    private static Embed deployed(AppDeployed e, CardFooter cardFooter) {
        String changes = e.changes().stream()
                .filter(change -> !VisibleText.isEmpty(change))
                .limit(CHANGES_SHOWN)
                .map(change -> "• " + UserText.escapedLine(change, 300))
                .collect(Collectors.joining("\n"));
        long more = e.changes().stream()
                        .filter(change -> !VisibleText.isEmpty(change))
                        .count()
                - CHANGES_SHOWN;
        return Embed.of("🚀 Deployed " + UserText.escapedLine(e.version(), NAME), Colour.BLUE, cardFooter)
                .description(more > 0 ? changes + "\nand " + more + " more" : changes)
                .url(e.url());
    }

    private static Embed resource(ResourceAdded e, CardFooter cardFooter) {
        return Embed.of("✨ New resource: " + UserText.escapedLine(e.name(), NAME), Colour.GREEN, cardFooter)
                .description(UserText.escaped(e.description(), LONG_TEXT))
                .url(e.url())
                .field("📂 Category", UserText.line(e.category()))
                .markdownField("🏷️ Tags", tags(e), true);
    }

    private static String tags(ResourceAdded e) {
        return e.tags().stream()
                .map(tag -> UserText.escapedLine(tag, 50))
                .filter(tag -> !tag.isEmpty())
                .limit(15)
                .collect(Collectors.joining(", "));
    }

    private static Embed category(CategoryAdded e, CardFooter cardFooter) {
        return Embed.of("📁 New category: " + UserText.escapedLine(e.name(), NAME), Colour.TEAL, cardFooter)
                .description(UserText.escaped(e.description(), LONG_TEXT))
                .url(e.url());
    }

    private static Embed feature(FeatureReleased e, CardFooter cardFooter) {
        String kind = e.isPrerelease() ? "🧪 Pre-release: " : "🎉 New feature: ";
        return Embed.of(kind + UserText.escapedLine(e.featureName(), NAME), Colour.PURPLE, cardFooter)
                .description(
                        e.descriptionFormat() == FeatureReleased.DescriptionFormat.MARKDOWN
                                ? ReleaseNotes.of(e.description(), LONG_TEXT, e.url())
                                : UserText.escaped(e.description(), LONG_TEXT))
                .url(e.url())
                .field("🔖 Version", UserText.line(e.version()))
                .image(e.screenshot());
    }

    private static Embed bug(BugFixed e, CardFooter cardFooter) {
        return Embed.of("🐛 Bug fixed: " + UserText.escapedLine(e.title(), NAME), Colour.GREEN, cardFooter)
                .description(UserText.escaped(e.description(), LONG_TEXT))
                .field("🔖 Version", UserText.line(e.version()));
    }

    private static Embed milestone(MilestoneReached e, CardFooter cardFooter) {
        return Embed.of("🏆 " + Numbers.grouped(e.milestone()) + " resources reached", Colour.GOLD, cardFooter)
                .description("The catalogue now holds **" + Numbers.grouped(e.resourceCount()) + "** resources.");
    }
}
