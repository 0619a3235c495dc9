package dev.gatewaysync.cards.channel;

import dev.gatewaysync.events.BuiltInType;
import dev.gatewaysync.events.EventType;
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
     * @throws dev.gatewaysync.input.WrongEntriesException for anything else, for an unknown type and for the statistics, which
     *     are pinned
     */
    public static Map<EventType, String> readChannels(String text) {
        return KeyValueList.read(text, Routing::movable, ChannelReference::read);
    }

    private static EventType movable(String name) {
        EventType type = KeyValueList.type(name, known -> known != BuiltInType.STATS_UPDATED);
        if (type == BuiltInType.STATS_UPDATED) {
            throw new IllegalArgumentException(
                    "moves stats-updated, which cannot be moved: the statistics are pinned where they are");
        }
        return type;
    }

    /** Reads {@code ai-tools=robots, Search Engines=search}; a category by its id or its name. */
    public static Map<String, String> readCategories(String text) {
        return KeyValueList.read(text, Routing::category, ChannelReference::read);
    }

    private static String category(String name) {
        String slug = ChannelSlug.of(name);
        if (slug.isEmpty()) {
            throw new IllegalArgumentException("names no category before its =: no letter or digit is in it");
        }
        return slug;
    }

    /** Whether anything needs a bot: a webhook writes to the one channel that it has. */
    public boolean needsBot() {
        return !categories.isEmpty() || channels.values().stream().anyMatch(channel -> !channel.equalsIgnoreCase(OFF));
    }

    public Optional<String> channelOf(EventType type) {
        return Optional.ofNullable(channels.get(type));
    }
}
