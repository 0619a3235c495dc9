package dev.gatewaysync.console.card;

import dev.gatewaysync.cards.AnnouncedTypes;
import dev.gatewaysync.cards.EventCards;
import dev.gatewaysync.cards.Message;
import dev.gatewaysync.cards.StatisticsCards;
import dev.gatewaysync.cards.SuggestionCard;
import dev.gatewaysync.config.GatewayConfig;
import dev.gatewaysync.console.ConsoleSettings;
import dev.gatewaysync.events.BuiltInType;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.events.EventType;
import dev.gatewaysync.events.MalformedEventException;
import dev.gatewaysync.events.ResourceSuggested;
import dev.gatewaysync.events.Source;
import dev.gatewaysync.events.StatsUpdated;
import dev.gatewaysync.language.Language;
import dev.gatewaysync.service.settings.LanguageSetting;
import dev.gatewaysync.service.settings.Settings;
import dev.gatewaysync.storage.history.Update;
import dev.gatewaysync.storage.history.UpdateTimeline;
import dev.gatewaysync.storage.statistics.Statistics;
import dev.gatewaysync.storage.statistics.StatisticsQueries;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the publisher makes of an event, by the publisher's own functions. A card that many events change (a maintenance, an
 * incident) is drawn as this event alone makes it, and several that share a message stand apart.
 */
@Component
public final class CardDrawing {
    private static final String ANNOUNCEMENTS = "announcements";
    private static final String STATISTICS = "statistics:";
    private static final String CATEGORY = "category:";

    private final Supplier<GatewayConfig> config;
    private final EventCards cards;
    private final StatisticsCards statisticsCards;
    private final StatisticsQueries statistics;
    private final InstantSource clock;

    CardDrawing(
            ConsoleSettings settings,
            Settings all,
            StatisticsQueries statistics,
            Supplier<GatewayConfig> config,
            InstantSource clock) {
        this.config = config;
        Language language = LanguageSetting.read(all).orElse(Language.ENGLISH);
        this.cards = new EventCards(settings.appName(), config).in(() -> language);
        this.statisticsCards =
                new StatisticsCards(settings.appName()).of(config).in(language);
        this.statistics = statistics;
        this.clock = clock;
    }

    /** One for each place where it is, or will be, shown. */
    public List<DrawnCard> of(UpdateTimeline life) {
        Update update = life.update();
        EventType type = config.get().eventType(update.type()).orElse(null);
        if (type == null || !(update.details() instanceof ObjectNode data)) {
            return List.of();
        }
        EventEnvelope event = new EventEnvelope(
                update.id(),
                type,
                // No card tells it, and what was imported may name one that is none of ours.
                Source.MAIN_APP,
                update.timestamp(),
                life.receivedAt(),
                data,
                null,
                null);
        List<String> targets = life.deliveries().stream()
                .filter(delivery -> !delivery.status().equals("skipped"))
                .map(UpdateTimeline.Delivery::target)
                .toList();
        return drawn(event, targets);
    }

    /** Of an event that somebody is about to send; none for a type that is shown nowhere, or data that does not fit. */
    public List<DrawnCard> of(EventType type, JsonNode data) {
        Instant now = clock.instant();
        return data instanceof ObjectNode object
                ? of(new EventEnvelope("preview", type, Source.MAIN_APP, now, now, object, null, null))
                : List.of();
    }

    /**
     * Of a message's body; none if it is no event.
     *
     * @param target the one place that it is for; null for all
     */
    public List<DrawnCard> ofBody(String body, @Nullable String target) {
        try {
            EventEnvelope event = EventJson.fromBytes(body.getBytes(StandardCharsets.UTF_8));
            return target == null ? of(event) : drawn(event, List.of(target));
        } catch (MalformedEventException e) {
            return List.of();
        }
    }

    private List<DrawnCard> of(EventEnvelope event) {
        List<String> targets = new ArrayList<>();
        if (event.type() == BuiltInType.STATS_UPDATED) {
            targets.add(STATISTICS + "overview");
        } else if (AnnouncedTypes.includes(event.type())) {
            targets.add(ANNOUNCEMENTS);
        }
        if (event.type() == BuiltInType.RESOURCE_ADDED) {
            targets.add(CATEGORY + event.data().path("category").asString(""));
        }
        return drawn(event, targets);
    }

    private List<DrawnCard> drawn(EventEnvelope event, List<String> targets) {
        List<DrawnCard> drawn = new ArrayList<>();
        for (String target : targets) {
            Message message = message(event, target);
            if (message != null) {
                drawn.add(DrawnCard.of(target, message));
            }
        }
        return drawn;
    }

    private @Nullable Message message(EventEnvelope event, String target) {
        try {
            if (target.startsWith(STATISTICS)) {
                return statistics(event, target);
            }
            if (target.startsWith(CATEGORY) && event.type() == BuiltInType.RESOURCE_ADDED) {
                return Message.of(cards.highlight(event, target));
            }
            return event.event() instanceof ResourceSuggested suggested
                    ? cards.suggestion(SuggestionCard.of(event.id(), suggested), event, target)
                    : Message.of(cards.announcement(event, target)).with(cards.buttons(event));
        } catch (MalformedEventException | IllegalArgumentException e) {
            // What is no event, or has no card, is shown as the data that it is.
            return null;
        }
    }

    private @Nullable Message statistics(EventEnvelope event, String target) {
        if (!(event.event() instanceof StatsUpdated told)) {
            return null;
        }
        Statistics shown = with(told, statistics.now());
        return switch (target.substring(STATISTICS.length())) {
            case "categories" -> Message.of(statisticsCards.categories(shown, target));
            case "webhook" -> statisticsCards.both(shown, null, target);
            default -> Message.of(statisticsCards.overview(shown, null, target));
        };
    }

    /** The numbers of the event, and where it is silent those that are known. */
    private static Statistics with(StatsUpdated told, Statistics known) {
        return new Statistics(
                told.resourceCount() == null ? known.resourceCount() : told.resourceCount(),
                told.categoryCount() == null ? known.categoryCount() : told.categoryCount(),
                told.totalUsers() == null ? known.totalUsers() : told.totalUsers(),
                told.otherStats() == null ? known.otherStats() : told.otherStats(),
                known.categories(),
                known.reported(),
                known.counted(),
                known.drift(),
                known.updates(),
                known.lastSync(),
                known.lastUpdated());
    }
}
