package dev.gatewaysync.discord.route;

import dev.gatewaysync.cards.AnnouncedTypes;
import dev.gatewaysync.cards.channel.Routing;
import dev.gatewaysync.cards.channel.Targets;
import dev.gatewaysync.config.route.ConfiguredRoutes;
import dev.gatewaysync.config.route.Placement;
import dev.gatewaysync.events.BuiltInType;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.EventType;
import dev.gatewaysync.events.ResourceAdded;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Decides where an event is shown. */
public final class TargetResolver {
    /** Shown on the card of the suggestion, where a bot can show one. */
    private static final Set<EventType> SUGGESTION =
            Set.of(BuiltInType.RESOURCE_SUGGESTED, BuiltInType.SUGGESTION_REVIEWED);

    private final DiscordCredentials discordCredentials;
    private final Routing routing;
    private final ConfiguredRoutes routes;
    private final Predicate<String> suggested;

    /** @param suggested whether a member's suggestion of this address waits for its resource */
    public TargetResolver(
            DiscordCredentials discordCredentials,
            Routing routing,
            ConfiguredRoutes routes,
            Predicate<String> suggested) {
        this.routes = routes;
        this.discordCredentials = discordCredentials;
        this.routing = routing;
        this.suggested = suggested;
    }

    /**
     * The places of an event, in the order of planning; empty for one that is shown nowhere. The community's routes are asked
     * first; what none of them matches goes its usual way. Pinned statistics and suggestions' cards are no announcements, and
     * are kept true whatever the routes say.
     *
     * @throws dev.gatewaysync.events.MalformedEventException if the data does not fit the type
     */
    public List<Placement> placements(EventEnvelope event) {
        if (event.type() == BuiltInType.STATS_UPDATED) {
            return discordCredentials.isConfigured()
                    ? statistics().stream().map(Placement::usual).toList()
                    : List.of();
        }
        List<Placement> placements = new ArrayList<>();
        Optional<List<Placement>> routed = routes.of(event);
        if (routed.isPresent()) {
            event.event();
            placements.addAll(routed.get());
        } else {
            usual(event).stream().map(Placement::usual).forEach(placements::add);
        }
        placements.replaceAll(placement -> routes.inQuiet(event, placement));
        kept(event).stream().map(Placement::usual).forEach(placements::add);
        return placements;
    }

    /** Where an event goes that no route matches. */
    private List<String> usual(EventEnvelope event) {
        if (!discordCredentials.isConfigured()) {
            return List.of();
        }
        List<String> targets = new ArrayList<>();
        announcement(event.type()).ifPresent(target -> {
            event.event();
            targets.add(target);
        });
        if (event.type() == BuiltInType.RESOURCE_ADDED && discordCredentials.bot() != null) {
            targets.add(Targets.category(((ResourceAdded) event.event()).category()));
        }
        return targets;
    }

    /** Cards that tell what became of a suggestion. */
    private List<String> kept(EventEnvelope event) {
        if (discordCredentials.bot() == null) {
            return List.of();
        }
        if (event.type() == BuiltInType.RESOURCE_ADDED) {
            String url = ((ResourceAdded) event.event()).url();
            return url != null && suggested.test(url) ? List.of(Targets.SUGGESTIONS) : List.of();
        }
        if (SUGGESTION.contains(event.type())) {
            event.event();
            return List.of(Targets.SUGGESTIONS);
        }
        return List.of();
    }

    private Optional<String> announcement(EventType type) {
        Optional<String> chosen = routing.channelOf(type);
        if (chosen.isPresent()) {
            return chosen.filter(channel -> !channel.equalsIgnoreCase(Routing.OFF))
                    .map(Targets::channel);
        }
        return AnnouncedTypes.includes(type) ? Optional.of(Targets.ANNOUNCEMENTS) : Optional.empty();
    }

    /** What is known to be sent to without waiting for an event, so that a missing channel is seen before one comes. */
    public List<String> foreseen() {
        List<String> targets = new ArrayList<>(routes.targets());
        if (!discordCredentials.isConfigured()) {
            return targets;
        }
        targets.add(Targets.ANNOUNCEMENTS);
        targets.addAll(statistics());
        routing.channels().values().stream()
                .filter(channel -> !channel.equalsIgnoreCase(Routing.OFF))
                .map(Targets::channel)
                .distinct()
                .forEach(targets::add);
        return targets;
    }

    /** The messages that show the numbers. */
    public List<String> statistics() {
        if (discordCredentials.bot() != null) {
            return List.of(Targets.STATISTICS_OVERVIEW, Targets.STATISTICS_CATEGORIES);
        }
        return discordCredentials.webhook() == null ? List.of() : List.of(Targets.STATISTICS_WEBHOOK);
    }
}
