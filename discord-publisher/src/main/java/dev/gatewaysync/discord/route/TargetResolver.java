package dev.gatewaysync.discord.route;

import dev.gatewaysync.discord.card.AnnouncedTypes;
import dev.gatewaysync.discord.channel.Routing;
import dev.gatewaysync.discord.channel.Targets;
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
    private final Predicate<String> suggested;

    public TargetResolver(DiscordCredentials discordCredentials, Routing routing) {
        this(discordCredentials, routing, url -> false);
    }

    /** @param suggested whether a member's suggestion of this address waits for its resource */
    public TargetResolver(DiscordCredentials discordCredentials, Routing routing, Predicate<String> suggested) {
        this.discordCredentials = discordCredentials;
        this.routing = routing;
        this.suggested = suggested;
    }

    /**
     * The targets of an event, in the order of planning; empty for one that is shown nowhere.
     *
     * @throws dev.gatewaysync.events.MalformedEventException if the data does not fit the type
     */
    public List<String> targets(EventEnvelope event) {
        if (!discordCredentials.isConfigured()) {
            return List.of();
        }
        if (event.type() == BuiltInType.STATS_UPDATED) {
            return statistics();
        }
        List<String> targets = new ArrayList<>();
        announcement(event.type()).ifPresent(target -> {
            event.event();
            targets.add(target);
        });
        if (event.type() == BuiltInType.RESOURCE_ADDED && discordCredentials.bot() != null) {
            ResourceAdded resource = (ResourceAdded) event.event();
            targets.add(Targets.category(resource.category()));
            if (resource.url() != null && suggested.test(resource.url())) {
                targets.add(Targets.SUGGESTIONS);
            }
        }
        if (SUGGESTION.contains(event.type()) && discordCredentials.bot() != null) {
            event.event();
            targets.add(Targets.SUGGESTIONS);
        }
        return targets;
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
        if (!discordCredentials.isConfigured()) {
            return List.of();
        }
        List<String> targets = new ArrayList<>(List.of(Targets.ANNOUNCEMENTS));
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
