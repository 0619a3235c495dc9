package dev.gatewaysync.cards;

import dev.gatewaysync.events.AppDeployed;
import dev.gatewaysync.events.AppStatusChanged;
import dev.gatewaysync.events.BackupCompleted;
import dev.gatewaysync.events.BugFixed;
import dev.gatewaysync.events.BuiltInType;
import dev.gatewaysync.events.CategoryAdded;
import dev.gatewaysync.events.CategoryUpdated;
import dev.gatewaysync.events.Custom;
import dev.gatewaysync.events.Digest;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.FeatureReleased;
import dev.gatewaysync.events.GatewayEvent;
import dev.gatewaysync.events.Maintenance;
import dev.gatewaysync.events.MalformedEventException;
import dev.gatewaysync.events.MilestoneReached;
import dev.gatewaysync.events.OwnEvent;
import dev.gatewaysync.events.ResourceAdded;
import dev.gatewaysync.events.ResourceRemoved;
import dev.gatewaysync.events.ResourceSuggested;
import dev.gatewaysync.events.ResourceUpdated;
import dev.gatewaysync.events.Source;
import dev.gatewaysync.events.StatsUpdated;
import dev.gatewaysync.events.SuggestionReviewed;
import dev.gatewaysync.events.SyncCompleted;
import dev.gatewaysync.events.SyncFailed;
import dev.gatewaysync.events.SyncRequested;
import dev.gatewaysync.events.UserFeedback;
import dev.gatewaysync.language.Language;
import dev.gatewaysync.language.Texts;
import dev.gatewaysync.storage.history.Update;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What an update is about, in one line and in a member's language; the history itself is kept in English. */
final class UpdateLine {
    private static final Texts TEXTS = Texts.beside(UpdateLine.class);

    private final Language language;

    private UpdateLine(Language language) {
        this.language = language;
    }

    /** What cannot be read, or is of the community's own, is said as the history has it. */
    static String of(Update update, Language language) {
        Optional<BuiltInType> type = BuiltInType.named(update.type());
        if (type.isEmpty() || !(update.details() instanceof ObjectNode data)) {
            return update.description();
        }
        try {
            EventEnvelope read = new EventEnvelope(
                    update.id(), type.get(), Source.MAIN_APP, update.timestamp(), update.timestamp(), data, null, null);
            return new UpdateLine(language).of(read.event(), update.description());
        } catch (MalformedEventException e) {
            return update.description();
        }
    }

    private String of(GatewayEvent event, String described) {
        return switch (event) {
            case AppDeployed e -> text("app-deployed", e.version());
            case ResourceAdded e -> text("resource-added", e.category(), e.name());
            case ResourceUpdated e -> text("resource-updated", e.category(), e.name());
            case ResourceRemoved e -> text("resource-removed", e.category(), e.name());
            case CategoryAdded e -> text("category-added", e.name());
            case CategoryUpdated e -> text("category-updated", e.name());
            case StatsUpdated e -> text("stats-updated", numbers(e));
            case FeatureReleased e -> text("feature-released", e.featureName());
            case Maintenance e -> text("maintenance." + word(e.status()), e.message());
            case BugFixed e -> text("bug-fixed", e.title());
            case MilestoneReached e -> text("milestone-reached", e.milestone());
            case SyncCompleted e -> text("sync-completed", kind(e.kind()), e.added(), e.updated(), e.removed());
            case SyncFailed e -> text("sync-failed", kind(e.kind()), e.reason());
            case AppStatusChanged e ->
                text("app-status-changed." + word(e.status())) + (e.reason() == null ? "" : " (" + e.reason() + ")");
            case BackupCompleted e -> text("backup-completed", e.file(), e.updates());
            case Digest e -> text("digest." + word(e.period()), e.added());
            case UserFeedback e -> text("user-feedback", e.user(), e.text());
            case ResourceSuggested e -> text("resource-suggested", e.user(), e.name() == null ? e.url() : e.name());
            case SuggestionReviewed e ->
                text("suggestion-reviewed." + word(e.decision()), e.reviewer(), e.name() == null ? e.url() : e.name());
            case SyncRequested e -> text("sync-requested", kind(e.kind()), e.user());
            case Custom e -> e.title();
            case OwnEvent e -> described;
        };
    }

    private String numbers(StatsUpdated stats) {
        List<String> numbers = new ArrayList<>();
        count(numbers, "resources", stats.resourceCount());
        count(numbers, "categories", stats.categoryCount());
        count(numbers, "users", stats.totalUsers());
        return String.join(", ", numbers);
    }

    private void count(List<String> numbers, String what, @Nullable Long count) {
        if (count != null) {
            numbers.add(text("count." + what, count));
        }
    }

    private static int kind(String kind) {
        return kind.equals("full") ? 1 : 0;
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private String text(String key, Object... arguments) {
        return TEXTS.get(language, "update." + key, arguments);
    }
}
