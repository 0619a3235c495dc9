package dev.gatewaysync.discord.card;

import dev.gatewaysync.events.BackupCompleted;
import dev.gatewaysync.events.CategoryUpdated;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.ResourceRemoved;
import dev.gatewaysync.events.ResourceSuggested;
import dev.gatewaysync.events.ResourceUpdated;
import dev.gatewaysync.events.SuggestionReviewed;
import dev.gatewaysync.events.SyncCompleted;
import dev.gatewaysync.events.SyncFailed;
import dev.gatewaysync.events.SyncRequested;
import dev.gatewaysync.events.UserFeedback;

/** Cards of the types that are shown only where an operator routes them to a channel. */
final class RoutedEventCards {
    private static final int NAME = 200;
    private static final int LONG_TEXT = 2000;

    private RoutedEventCards() {}

    /** @throws IllegalArgumentException for a type that has no card */
    static Embed of(EventEnvelope envelope, CardFooter cardFooter) {
        return switch (envelope.event()) {
            case ResourceUpdated e ->
                Embed.of("✏️ Resource updated: " + name(e.name()), Colour.BLUE, cardFooter)
                        .url(e.url())
                        .field("📂 Category", UserText.line(e.category()));
            case ResourceRemoved e ->
                Embed.of("🗑️ Resource removed: " + name(e.name()), Colour.ORANGE, cardFooter)
                        .url(e.url())
                        .field("📂 Category", UserText.line(e.category()));
            case CategoryUpdated e ->
                Embed.of("✏️ Category updated: " + name(e.name()), Colour.TEAL, cardFooter)
                        .description(UserText.escaped(e.description(), LONG_TEXT))
                        .url(e.url());
            case SyncCompleted e -> synced(e, cardFooter);
            case SyncFailed e ->
                Embed.of("❌ A " + name(e.kind()) + " sync failed", Colour.RED, cardFooter)
                        .description(UserText.escaped(e.reason(), LONG_TEXT));
            case BackupCompleted e ->
                Embed.of("💾 Backup written", Colour.GREEN, cardFooter)
                        .field("📄 File", UserText.line(e.file()))
                        .field("📦 Size", Numbers.grouped(e.sizeBytes()) + " bytes")
                        .field("🧾 Updates", Numbers.grouped(e.updates()));
            case UserFeedback e ->
                Embed.of("💬 Feedback from " + name(e.user()), Colour.PURPLE, cardFooter)
                        .description(UserText.escaped(e.text(), LONG_TEXT))
                        .url(e.messageUrl());
            case ResourceSuggested e ->
                Embed.of("💡 Suggested: " + name(e.name() == null ? e.url() : e.name()), Colour.PURPLE, cardFooter)
                        .description(UserText.escaped(e.description(), LONG_TEXT))
                        .url(e.url())
                        .field("📂 Category", UserText.line(e.category()))
                        .field("🙋 By", UserText.line(e.user()));
            case SuggestionReviewed e ->
                Embed.of(
                                (e.decision() == SuggestionReviewed.Decision.APPROVED
                                                ? "👍 Approved: "
                                                : "👎 Declined: ")
                                        + name(e.name() == null ? e.url() : e.name()),
                                Colour.PURPLE,
                                cardFooter)
                        .url(e.url())
                        .field("🧑‍⚖️ By", UserText.line(e.reviewer()));
            case SyncRequested e ->
                Embed.of("🔁 " + name(e.user()) + " asked for a " + name(e.kind()) + " sync", Colour.BLUE, cardFooter);
            default -> throw new IllegalArgumentException("There is no card for " + envelope.type());
        };
    }

    private static Embed synced(SyncCompleted e, CardFooter cardFooter) {
        return Embed.of("🔄 A " + name(e.kind()) + " sync is done", Colour.GREEN, cardFooter)
                .description(UserText.escaped(String.join("\n", e.problems()), LONG_TEXT))
                .field("✨ Added", Numbers.grouped(e.added()))
                .field("✏️ Updated", Numbers.grouped(e.updated()))
                .field("🗑️ Removed", Numbers.grouped(e.removed()));
    }

    private static String name(String text) {
        return UserText.escapedLine(text, NAME);
    }
}
