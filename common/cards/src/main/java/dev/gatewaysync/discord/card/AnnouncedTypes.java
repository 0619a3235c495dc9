package dev.gatewaysync.discord.card;

import dev.gatewaysync.events.EventType;
import java.util.Set;

/** The types that are shown without anybody having to say so; the others stay in the history unless they are routed. */
public final class AnnouncedTypes {
    private static final Set<EventType> TYPES = Set.of(
            EventType.APP_DEPLOYED,
            EventType.RESOURCE_ADDED,
            EventType.CATEGORY_ADDED,
            EventType.FEATURE_RELEASED,
            EventType.MAINTENANCE,
            EventType.BUG_FIXED,
            EventType.CUSTOM,
            EventType.MILESTONE_REACHED,
            EventType.APP_STATUS_CHANGED);

    private AnnouncedTypes() {}

    public static boolean includes(EventType type) {
        return TYPES.contains(type);
    }
}
