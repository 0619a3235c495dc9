package dev.gatewaysync.events;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The types that every community has, with the name that each has on the wire and how its updates are filed. */
public enum BuiltInType implements EventType {
    APP_DEPLOYED("app-deployed", AppDeployed.class, Origin.MAIN_APP, UpdateCategory.DEPLOYMENT, Priority.NORMAL),
    RESOURCE_ADDED("resource-added", ResourceAdded.class, Origin.MAIN_APP, UpdateCategory.RESOURCES, Priority.NORMAL),
    RESOURCE_UPDATED(
            "resource-updated", ResourceUpdated.class, Origin.MAIN_APP, UpdateCategory.RESOURCES, Priority.LOW),
    RESOURCE_REMOVED(
            "resource-removed", ResourceRemoved.class, Origin.MAIN_APP, UpdateCategory.RESOURCES, Priority.LOW),
    CATEGORY_ADDED("category-added", CategoryAdded.class, Origin.MAIN_APP, UpdateCategory.RESOURCES, Priority.NORMAL),
    CATEGORY_UPDATED(
            "category-updated", CategoryUpdated.class, Origin.MAIN_APP, UpdateCategory.RESOURCES, Priority.LOW),
    STATS_UPDATED("stats-updated", StatsUpdated.class, Origin.MAIN_APP, UpdateCategory.STATISTICS, Priority.NORMAL),
    FEATURE_RELEASED(
            "feature-released", FeatureReleased.class, Origin.MAIN_APP, UpdateCategory.FEATURES, Priority.NORMAL),
    MAINTENANCE("maintenance", Maintenance.class, Origin.MAIN_APP, UpdateCategory.MAINTENANCE, Priority.HIGH),
    BUG_FIXED("bug-fixed", BugFixed.class, Origin.MAIN_APP, UpdateCategory.FEATURES, Priority.NORMAL),
    CUSTOM("custom", Custom.class, Origin.MAIN_APP, UpdateCategory.GENERAL, Priority.NORMAL),
    MILESTONE_REACHED(
            "milestone-reached", MilestoneReached.class, Origin.SYSTEM, UpdateCategory.STATISTICS, Priority.HIGH),
    SYNC_COMPLETED("sync-completed", SyncCompleted.class, Origin.SYSTEM, UpdateCategory.SYNC, Priority.LOW),
    SYNC_FAILED("sync-failed", SyncFailed.class, Origin.SYSTEM, UpdateCategory.SYNC, Priority.HIGH),
    APP_STATUS_CHANGED(
            "app-status-changed", AppStatusChanged.class, Origin.SYSTEM, UpdateCategory.STATUS, Priority.HIGH),
    BACKUP_COMPLETED("backup-completed", BackupCompleted.class, Origin.SYSTEM, UpdateCategory.GENERAL, Priority.LOW),
    DIGEST("digest", Digest.class, Origin.SYSTEM, UpdateCategory.GENERAL, Priority.NORMAL),
    USER_FEEDBACK("user-feedback", UserFeedback.class, Origin.DISCORD, UpdateCategory.DISCORD, Priority.NORMAL),
    RESOURCE_SUGGESTED(
            "resource-suggested", ResourceSuggested.class, Origin.DISCORD, UpdateCategory.DISCORD, Priority.NORMAL),
    SUGGESTION_REVIEWED(
            "suggestion-reviewed", SuggestionReviewed.class, Origin.DISCORD, UpdateCategory.DISCORD, Priority.NORMAL),
    SYNC_REQUESTED("sync-requested", SyncRequested.class, Origin.DISCORD, UpdateCategory.DISCORD, Priority.LOW);

    private static final Map<String, BuiltInType> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(BuiltInType::wireName, Function.identity()));
    private static final Map<Class<? extends GatewayEvent>, BuiltInType> BY_CLASS =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(BuiltInType::eventClass, Function.identity()));

    private final String wireName;
    private final Class<? extends GatewayEvent> eventClass;
    private final Origin origin;
    private final UpdateCategory category;
    private final Priority priority;

    BuiltInType(
            String wireName,
            Class<? extends GatewayEvent> eventClass,
            Origin origin,
            UpdateCategory category,
            Priority priority) {
        this.wireName = wireName;
        this.eventClass = eventClass;
        this.origin = origin;
        this.category = category;
        this.priority = priority;
    }

    /** The one that has that name on the wire. */
    public static Optional<BuiltInType> named(String wireName) {
        return Optional.ofNullable(BY_NAME.get(wireName));
    }

    static BuiltInType of(GatewayEvent event) {
        BuiltInType type = BY_CLASS.get(event.getClass());
        if (type == null) {
            throw new IllegalStateException("No event type for " + event.getClass());
        }
        return type;
    }

    @Override
    public String wireName() {
        return wireName;
    }

    public Class<? extends GatewayEvent> eventClass() {
        return eventClass;
    }

    @Override
    public Origin origin() {
        return origin;
    }

    @Override
    public UpdateCategory category() {
        return category;
    }

    @Override
    public Priority priority() {
        return priority;
    }

    @Override
    public String toString() {
        return wireName;
    }
}
