package dev.gatewaysync.cards;

import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.Maintenance;
import dev.gatewaysync.events.Times;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A maintenance as its card shows it. What an event leaves out stays as an earlier one said.
 *
 * <pre>
 *   (none) --scheduled--> scheduled --started--> started --completed--> completed (closed)
 *   (none) --started----> started           (none) --completed--> completed (closed)
 *   any --cancelled--> cancelled (closed)
 * </pre>
 *
 * @param begunAt seconds since the epoch, when it was said to have started; null if nobody has said so
 * @param durationSeconds how long it has taken, once it is over
 * @param story what was said so far, this too
 * @param first id of the event that made the card; null for one of before, which did not note it
 * @param endedBy id of the event that closed it, whose end is told in a message of its own; null while there is none
 */
public record MaintenanceCard(
        Maintenance.Status status,
        String message,
        @Nullable String expectedDuration,
        @Nullable String startTime,
        @Nullable String endTime,
        @Nullable Long begunAt,
        @Nullable Long durationSeconds,
        List<CardTimeline.Step> story,
        @Nullable String first,
        @Nullable String endedBy) {
    public MaintenanceCard {
        story = story == null ? List.of() : List.copyOf(story);
    }

    public static MaintenanceCard of(EventEnvelope envelope) {
        Maintenance event = (Maintenance) envelope.event();
        return new MaintenanceCard(
                event.status(),
                event.message(),
                event.expectedDuration(),
                event.startTime(),
                event.endTime(),
                begun(event, envelope, null),
                null,
                List.of(step(event, envelope)),
                envelope.id(),
                null);
    }

    public MaintenanceCard next(EventEnvelope envelope) {
        Maintenance event = (Maintenance) envelope.event();
        List<CardTimeline.Step> before =
                story.isEmpty() ? List.of(new CardTimeline.Step(word(status), UserText.cut(message, 160), 0)) : story;
        return new MaintenanceCard(
                event.status(),
                event.message(),
                event.expectedDuration() == null ? expectedDuration : event.expectedDuration(),
                event.startTime() == null ? startTime : event.startTime(),
                event.endTime() == null ? endTime : event.endTime(),
                begun(event, envelope, begunAt),
                event.status() == Maintenance.Status.COMPLETED && begunAt != null
                        ? positive(envelope.timestamp().getEpochSecond() - begunAt)
                        : null,
                CardTimeline.and(before, step(event, envelope)),
                first,
                endedBy);
    }

    /** The same, its end to be told in a message of its own. */
    public MaintenanceCard endedBy(String eventId) {
        return new MaintenanceCard(
                status, message, expectedDuration, startTime, endTime, begunAt, durationSeconds, story, first, eventId);
    }

    public boolean isOpen() {
        return !status.isOver();
    }

    /** How well a word that names no maintenance fits this one: as {@link Maintenance.Status#fits}. */
    public int fits(EventEnvelope said) {
        Instant start = startTime == null ? null : Times.parse(startTime).orElse(null);
        return ((Maintenance) said.event())
                .status()
                .fits(status == Maintenance.Status.STARTED, start, said.timestamp());
    }

    /** An app may say “started” as often as it likes. */
    private static @Nullable Long begun(Maintenance event, EventEnvelope envelope, @Nullable Long before) {
        return event.status() == Maintenance.Status.STARTED && before == null
                ? Long.valueOf(envelope.timestamp().getEpochSecond())
                : before;
    }

    private static @Nullable Long positive(long seconds) {
        return seconds > 0 ? seconds : null;
    }

    private static CardTimeline.Step step(Maintenance event, EventEnvelope envelope) {
        return CardTimeline.Step.of(word(event.status()), event.message(), envelope.timestamp());
    }

    private static String word(Maintenance.Status status) {
        return status.name().toLowerCase(Locale.ROOT);
    }
}
