package dev.gatewaysync.discord.card;

import dev.gatewaysync.events.Maintenance;
import org.jspecify.annotations.Nullable;

/**
 * A maintenance as its card shows it. What an event leaves out stays as an earlier one said.
 *
 * <pre>
 *   (none) --scheduled--> scheduled --started--> started --completed--> completed (closed)
 *   (none) --started----> started           (none) --completed--> completed (closed)
 * </pre>
 */
public record MaintenanceView(
        Maintenance.Status status,
        String message,
        @Nullable String expectedDuration,
        @Nullable String startTime,
        @Nullable String endTime) {

    public static MaintenanceView of(Maintenance event) {
        return new MaintenanceView(
                event.status(), event.message(), event.expectedDuration(), event.startTime(), event.endTime());
    }

    public MaintenanceView next(Maintenance event) {
        return new MaintenanceView(
                event.status(),
                event.message(),
                event.expectedDuration() == null ? expectedDuration : event.expectedDuration(),
                event.startTime() == null ? startTime : event.startTime(),
                event.endTime() == null ? endTime : event.endTime());
    }

    public boolean isOpen() {
        return status != Maintenance.Status.COMPLETED;
    }

    Embed embed(Signature signature) {
        Embed embed = switch (status) {
            case SCHEDULED -> Embed.of("🗓️ Maintenance scheduled", Colour.ORANGE, signature);
            case STARTED -> Embed.of("🔧 Maintenance under way", Colour.ORANGE, signature);
            case COMPLETED -> Embed.of("✅ Maintenance completed", Colour.GREEN, signature);
        };
        return embed.description(UserText.escaped(message, Embed.DESCRIPTION))
                .field("⏱️ Expected duration", UserText.line(expectedDuration))
                .markdownField("▶️ Start", When.shown(startTime), true)
                .markdownField("🏁 End", When.shown(endTime), true);
    }
}
