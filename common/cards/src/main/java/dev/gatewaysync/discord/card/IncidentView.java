package dev.gatewaysync.discord.card;

import dev.gatewaysync.events.AppStatusChanged;
import org.jspecify.annotations.Nullable;

/** The main app's state as its card shows it; after the end of an incident its reason and beginning stay. */
public record IncidentView(
        AppStatusChanged.Status status,
        @Nullable String reason,
        @Nullable String since,
        @Nullable Long durationSeconds,
        @Nullable String url) {

    public static IncidentView of(AppStatusChanged event) {
        return new IncidentView(event.status(), event.reason(), event.since(), event.durationSeconds(), event.url());
    }

    public IncidentView next(AppStatusChanged event) {
        return new IncidentView(
                event.status(),
                event.reason() == null ? reason : event.reason(),
                since == null ? event.since() : since,
                event.durationSeconds(),
                event.url() == null ? url : event.url());
    }

    public boolean isOpen() {
        return status == AppStatusChanged.Status.OFFLINE || status == AppStatusChanged.Status.DEGRADED;
    }

    Embed embed(Signature signature) {
        Embed embed = switch (status) {
            case OFFLINE -> Embed.of("🔴 The app is offline", Colour.RED, signature);
            case DEGRADED -> Embed.of("🟠 The app answers slowly or with errors", Colour.ORANGE, signature);
            case ONLINE -> Embed.of("🟢 The app is back online", Colour.GREEN, signature);
            case DEPLOY_FAILED -> Embed.of("❌ A deploy failed", Colour.RED, signature);
        };
        return embed.url(url)
                .field("❗ Reason", reason)
                .markdownField("🕑 Since", When.shown(since), true)
                .markdownField("⏱️ Duration", durationSeconds == null ? "" : Numbers.duration(durationSeconds), true);
    }
}
