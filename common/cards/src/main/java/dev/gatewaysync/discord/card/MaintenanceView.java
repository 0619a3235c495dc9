package dev.gatewaysync.discord.card;

import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.Maintenance;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A maintenance as its card shows it. What an event leaves out stays as an earlier one said.
 *
 * <pre>
 *   (none) --scheduled--> scheduled --started--> started --completed--> completed (closed)
 *   (none) --started----> started           (none) --completed--> completed (closed)
 * </pre>
 *
 * @param story what was said so far, this too
 * @param first id of the event that made the card; null for one of before, which did not note it
 * @param endedBy id of the event that closed it, whose end is told in a message of its own; null while there is none
 */
public record MaintenanceView(
        Maintenance.Status status,
        String message,
        @Nullable String expectedDuration,
        @Nullable String startTime,
        @Nullable String endTime,
        List<Story.Step> story,
        @Nullable String first,
        @Nullable String endedBy) {
    public MaintenanceView {
        story = story == null ? List.of() : List.copyOf(story);
    }

    public static MaintenanceView of(EventEnvelope envelope) {
        Maintenance event = (Maintenance) envelope.event();
        return new MaintenanceView(
                event.status(),
                event.message(),
                event.expectedDuration(),
                event.startTime(),
                event.endTime(),
                List.of(step(event, envelope)),
                envelope.id(),
                null);
    }

    public MaintenanceView next(EventEnvelope envelope) {
        Maintenance event = (Maintenance) envelope.event();
        List<Story.Step> before =
                story.isEmpty() ? List.of(new Story.Step(word(status), UserText.cut(message, 160), 0)) : story;
        return new MaintenanceView(
                event.status(),
                event.message(),
                event.expectedDuration() == null ? expectedDuration : event.expectedDuration(),
                event.startTime() == null ? startTime : event.startTime(),
                event.endTime() == null ? endTime : event.endTime(),
                Story.and(before, step(event, envelope)),
                first,
                endedBy);
    }

    /** The same, its end to be told in a message of its own. */
    public MaintenanceView endedBy(String eventId) {
        return new MaintenanceView(status, message, expectedDuration, startTime, endTime, story, first, eventId);
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
                .markdownField("🏁 End", When.shown(endTime), true)
                .markdownField("📜 So far", Story.markdown(story), false);
    }

    /** What is told of its end in a message of its own: an edit marks nothing unread. */
    Embed end(Signature signature, @Nullable String cardUrl) {
        String text = UserText.escaped(message, 300);
        return Embed.of("✅ Maintenance completed", Colour.GREEN, signature)
                .description(text + "\n" + WebLink.to("What was announced", cardUrl));
    }

    private static Story.Step step(Maintenance event, EventEnvelope envelope) {
        return Story.Step.of(word(event.status()), event.message(), envelope.timestamp());
    }

    private static String word(Maintenance.Status status) {
        return status.name().toLowerCase(Locale.ROOT);
    }
}
