package dev.gatewaysync.cards;

import dev.gatewaysync.cards.channel.Routing;
import dev.gatewaysync.cards.channel.Targets;
import dev.gatewaysync.config.Route;
import dev.gatewaysync.config.route.DeliveryOptions;
import dev.gatewaysync.config.route.Placement;
import dev.gatewaysync.events.EventType;
import dev.gatewaysync.input.WrongEntriesException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * {@code DISCORD_ROUTES}, {@code DISCORD_CATEGORY_CHANNELS} and {@code DISCORD_MENTIONS} as the routes that they mean: where an
 * event goes that no route of {@code gateway.yml} matches.
 */
public record SettingRoutes(Routing routing, Mentions mentions) {
    /**
     * One of them, for people.
     *
     * @param when as a condition
     * @param setting which says so
     */
    public record Line(String when, String to, String setting) {}

    /** @param settings by their names; what cannot be read is left out, for the services name it */
    public static SettingRoutes of(Function<String, Optional<String>> settings) {
        Map<EventType, String> channels = read(settings.apply("DISCORD_ROUTES"), Routing::readChannels, Map.of());
        Map<String, String> categories =
                read(settings.apply("DISCORD_CATEGORY_CHANNELS"), Routing::readCategories, Map.of());
        Mentions mentions = read(settings.apply("DISCORD_MENTIONS"), Mentions::read, Mentions.none());
        return new SettingRoutes(new Routing(channels, categories, false), mentions);
    }

    private static <T> T read(Optional<String> text, Function<String, T> reader, T fallback) {
        try {
            return text.map(reader).orElse(fallback);
        } catch (WrongEntriesException e) {
            return fallback;
        }
    }

    /** Where an event of a type is announced; nowhere for one that stays in the history. */
    public List<Placement> announcing(EventType type) {
        Optional<String> channel = routing.channelOf(type);
        if (channel.filter(name -> name.equalsIgnoreCase(Routing.OFF)).isPresent()
                || channel.isEmpty() && !AnnouncedTypes.includes(type)) {
            return List.of();
        }
        String target = channel.map(Targets::channel).orElse(Route.ANNOUNCEMENTS);
        return List.of(new Placement(target, new DeliveryOptions(mentions.of(type), false, false, null), null, false));
    }

    public List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        routing.channels().entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Comparator.comparing(EventType::wireName)))
                .forEach(route -> lines.add(new Line(
                        condition(route.getKey()),
                        route.getValue().equalsIgnoreCase(Routing.OFF) ? "the history only" : "#" + route.getValue(),
                        "DISCORD_ROUTES")));
        routing.categories().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(route -> lines.add(new Line(
                        "type = 'resource-added' and data.category is " + route.getKey(),
                        "#" + route.getValue() + ", as a highlight",
                        "DISCORD_CATEGORY_CHANNELS")));
        mentions.roles().entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Comparator.comparing(EventType::wireName)))
                .forEach(mention -> lines.add(
                        new Line(condition(mention.getKey()), "pings " + mention.getValue(), "DISCORD_MENTIONS")));
        return lines;
    }

    private static String condition(EventType type) {
        return "type = '" + type.wireName() + "'";
    }
}
