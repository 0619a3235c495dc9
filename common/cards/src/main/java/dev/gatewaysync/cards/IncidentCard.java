package dev.gatewaysync.cards;

import dev.gatewaysync.events.AppStatusChanged;
import dev.gatewaysync.events.EventEnvelope;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The main app's state as its card shows it; after the end of an incident its reason and beginning stay.
 *
 * @param story what was said so far, this too
 * @param first id of the event that made the card; null for one of before, which did not note it
 * @param endedBy id of the event that closed it, whose end is told in a message of its own; null while there is none
 */
public record IncidentCard(
        AppStatusChanged.Status status,
        @Nullable String reason,
        @Nullable String since,
        @Nullable Long durationSeconds,
        @Nullable String url,
        List<CardTimeline.Step> story,
        @Nullable String first,
        @Nullable String endedBy) {
    public IncidentCard {
        story = story == null ? List.of() : List.copyOf(story);
    }

    public static IncidentCard of(EventEnvelope envelope) {
        AppStatusChanged event = (AppStatusChanged) envelope.event();
        return new IncidentCard(
                event.status(),
                event.reason(),
                event.since(),
                event.durationSeconds(),
                event.url(),
                List.of(step(event, envelope)),
                envelope.id(),
                null);
    }

    public IncidentCard next(EventEnvelope envelope) {
        AppStatusChanged event = (AppStatusChanged) envelope.event();
        List<CardTimeline.Step> before =
                story.isEmpty() ? List.of(new CardTimeline.Step(word(status), reason, 0)) : story;
        return new IncidentCard(
                event.status(),
                event.reason() == null ? reason : event.reason(),
                since == null ? event.since() : since,
                event.durationSeconds(),
                event.url() == null ? url : event.url(),
                CardTimeline.and(before, step(event, envelope)),
                first,
                endedBy);
    }

    /** The same, its end to be told in a message of its own. */
    public IncidentCard endedBy(String eventId) {
        return new IncidentCard(status, reason, since, durationSeconds, url, story, first, eventId);
    }

    public boolean isOpen() {
        return status == AppStatusChanged.Status.OFFLINE || status == AppStatusChanged.Status.DEGRADED;
    }

    private static CardTimeline.Step step(AppStatusChanged event, EventEnvelope envelope) {
        return CardTimeline.Step.of(word(event.status()), event.reason(), envelope.timestamp());
    }

    private static String word(AppStatusChanged.Status status) {
        return status.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
