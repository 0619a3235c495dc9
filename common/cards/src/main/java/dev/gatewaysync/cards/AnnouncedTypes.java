package dev.gatewaysync.cards;

import dev.gatewaysync.events.BuiltInType;
import dev.gatewaysync.events.EventType;
import dev.gatewaysync.events.OwnType;
import java.util.Set;

/** The types that are shown without anybody having to say so; the others stay in the history unless they are routed. */
public final class AnnouncedTypes {
    private static final Set<EventType> TYPES = Set.of(
            BuiltInType.APP_DEPLOYED,
            BuiltInType.RESOURCE_ADDED,
            BuiltInType.CATEGORY_ADDED,
            BuiltInType.FEATURE_RELEASED,
            BuiltInType.MAINTENANCE,
            BuiltInType.BUG_FIXED,
            BuiltInType.CUSTOM,
            BuiltInType.MILESTONE_REACHED,
            BuiltInType.APP_STATUS_CHANGED,
            BuiltInType.DIGEST);

    private AnnouncedTypes() {}

    public static boolean includes(EventType type) {
        return type instanceof OwnType || TYPES.contains(type);
    }
}
