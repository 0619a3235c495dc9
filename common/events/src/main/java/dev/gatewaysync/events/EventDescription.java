package dev.gatewaysync.events;

/** One line of plain text that says what an event is about: the {@code description} of an update. */
public final class EventDescription {
    private EventDescription() {}

    public static String of(GatewayEvent event) {
        return switch (event) {
            case AppDeployed e -> "Deployed " + e.version();
            case ResourceAdded e -> "New resource in " + e.category() + ": " + e.name();
            case ResourceUpdated e -> "Changed resource in " + e.category() + ": " + e.name();
            case ResourceRemoved e -> "Removed resource from " + e.category() + ": " + e.name();
            case CategoryAdded e -> "New category: " + e.name();
            case CategoryUpdated e -> "Changed category: " + e.name();
            case StatsUpdated e -> "Statistics: " + numbers(e);
            case FeatureReleased e -> "New feature: " + e.featureName();
            case Maintenance e ->
                "Maintenance " + e.status().name().toLowerCase(java.util.Locale.ROOT) + ": " + e.message();
            case BugFixed e -> "Bug fixed: " + e.title();
            case Custom e -> e.title();
            case MilestoneReached e -> "Milestone: " + counted(e.milestone(), "resource", "resources");
            case SyncCompleted e ->
                "Sync (" + e.kind() + "): " + e.added() + " added, " + e.updated() + " updated, " + e.removed()
                        + " removed";
            case SyncFailed e -> "Sync (" + e.kind() + ") failed: " + e.reason();
            case AppStatusChanged e ->
                "Main app: "
                        + e.status().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ')
                        + (e.reason() == null ? "" : " (" + e.reason() + ")");
            case BackupCompleted e -> "Backup " + e.file() + " with " + counted(e.updates(), "update", "updates");
            case Digest e ->
                "Digest of the " + e.period().name().toLowerCase(java.util.Locale.ROOT) + ": "
                        + counted(e.added(), "new resource", "new resources");
            case UserFeedback e -> "Feedback from " + e.user() + ": " + e.text();
            case ResourceSuggested e -> "Suggestion from " + e.user() + ": " + (e.name() == null ? e.url() : e.name());
            case SuggestionReviewed e ->
                "Suggestion " + e.decision().name().toLowerCase(java.util.Locale.ROOT) + " by " + e.reviewer() + ": "
                        + (e.name() == null ? e.url() : e.name());
            case OwnEvent e -> own(e);
            case SyncRequested e -> "Sync (" + e.kind() + ") requested by " + e.user();
        };
    }

    /** Without its card nobody knows which of its fields is its name; so it is the first that is a text. */
    private static String own(OwnEvent e) {
        return e.data()
                .valueStream()
                .filter(value -> value.isString() && !VisibleText.isEmpty(value.stringValue()))
                .findFirst()
                .map(text -> e.type() + ": " + text.stringValue())
                .orElse(e.type().wireName());
    }

    private static String numbers(StatsUpdated e) {
        StringBuilder text = new StringBuilder();
        append(text, e.resourceCount(), "resource", "resources");
        append(text, e.categoryCount(), "category", "categories");
        append(text, e.totalUsers(), "user", "users");
        return text.toString();
    }

    private static void append(
            StringBuilder text, @org.jspecify.annotations.Nullable Long count, String one, String many) {
        if (count != null) {
            text.append(text.isEmpty() ? "" : ", ").append(counted(count, one, many));
        }
    }

    /** {@code 1 user}, {@code 1,512 users}. */
    private static String counted(long count, String one, String many) {
        return String.format(java.util.Locale.ROOT, "%,d %s", count, count == 1 ? one : many);
    }
}
