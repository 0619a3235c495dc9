package dev.gatewaysync.events;

/**
 * An immutable fact about the main app, the Discord server or this system. One record per built-in type of the contract; the
 * record holds the fields that the contract names, the {@link EventEnvelope} keeps the sender's data whole.
 */
public sealed interface GatewayEvent
        permits AppDeployed,
                ResourceAdded,
                ResourceUpdated,
                ResourceRemoved,
                CategoryAdded,
                CategoryUpdated,
                StatsUpdated,
                FeatureReleased,
                Maintenance,
                BugFixed,
                Custom,
                MilestoneReached,
                SyncCompleted,
                SyncFailed,
                AppStatusChanged,
                BackupCompleted,
                Digest,
                UserFeedback,
                ResourceSuggested,
                SuggestionReviewed,
                SyncRequested,
                OwnEvent {
    /** The type under which this event travels. */
    default EventType type() {
        return BuiltInType.of(this);
    }
}
