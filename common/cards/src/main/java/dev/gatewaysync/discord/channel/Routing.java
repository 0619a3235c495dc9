package dev.gatewaysync.discord.channel;

import dev.gatewaysync.events.EventType;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the operator sets of where things are shown. Whatever is not named goes its usual way.
 *
 * @param channels type → name or id of its channel; {@link #OFF} shows it nowhere
 * @param categories slug of a category → name or id of its channel
 * @param createsChannels whether a channel that is needed and not there is made
 */
public record Routing(Map<EventType, String> channels, Map<String, String> categories, boolean createsChannels) {
    public static final String OFF = "off";

    public Routing {
        channels = Map.copyOf(channels);
        categories = Map.copyOf(categories);
    }

    public static Routing usual() {
        return new Routing(Map.of(), Map.of(), false);
    }

    /**
     * Reads {@code bug-fixed=fixes, sync-failed=ops, category-added=off}.
     *
     * @throws IllegalArgumentException for anything else, for an unknown type and for the statistics, which are pinned
     */
    public static Map<EventType, String> readChannels(String text) {
        Map<EventType, String> channels = new EnumMap<>(EventType.class);
        Pairs.read(text).forEach((name, channel) -> {
            EventType type = EventType.named(name)
                    .filter(known -> known != EventType.STATS_UPDATED)
                    .orElseThrow(() -> new IllegalArgumentException("no type"));
            channels.put(type, channel);
        });
        return channels;
    }

    /** Reads {@code ai-tools=robots, Search Engines=search}; a category by its id or its name. */
    public static Map<String, String> readCategories(String text) {
        Map<String, String> categories = new HashMap<>();
        Pairs.read(text).forEach((category, channel) -> categories.put(Slug.of(category), channel));
        return categories;
    }

    /** Whether anything needs a bot: a webhook writes to the one channel that it has. */
    public boolean needsBot() {
        return !categories.isEmpty() || channels.values().stream().anyMatch(channel -> !channel.equalsIgnoreCase(OFF));
    }

    public Optional<String> channelOf(EventType type) {
        return Optional.ofNullable(channels.get(type));
    }
}
