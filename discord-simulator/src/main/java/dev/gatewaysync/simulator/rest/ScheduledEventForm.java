package dev.gatewaysync.simulator.rest;

import dev.gatewaysync.simulator.guild.ScheduledEvent;
import dev.gatewaysync.simulator.guild.ScheduledEvent.Status;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Discord's demands on an event that takes place outside. */
final class ScheduledEventForm {

    private static final int GUILD_ONLY = 2;
    private static final int EXTERNAL = 3;
    private static final int MOST_NAME = 100;
    private static final int MOST_LOCATION = 100;
    private static final int MOST_DESCRIPTION = 1000;

    private final JsonNode body;
    private final Instant now;
    private final FormErrors errors = new FormErrors();

    ScheduledEventForm(JsonNode body, Instant now) {
        this.body = body;
        this.now = now;
    }

    ScheduledEvent create(String id, String creatorId) {
        for (var needed : new String[] {"name", "privacy_level", "scheduled_start_time", "entity_type"}) {
            if (!body.hasNonNull(needed)) {
                errors.missing(needed);
            }
        }
        if (!body.hasNonNull("scheduled_end_time")) {
            errors.missing("scheduled_end_time");
        }
        if (!body.path("entity_metadata").hasNonNull("location")) {
            errors.missing("entity_metadata", "location");
        }
        refuse();
        return apply(new ScheduledEvent(id, creatorId, "", null, "", now, now, Status.SCHEDULED));
    }

    /** What is left out stays. The beginning of what has begun is not said again, not even as it is. */
    ScheduledEvent change(ScheduledEvent event) {
        if (body.has("scheduled_start_time") && event.status() != Status.SCHEDULED) {
            errors.add(
                    "GUILD_SCHEDULED_EVENT_INVALID_START_BY_STATUS",
                    "Cannot change the start of an event that is not scheduled.",
                    "scheduled_start_time");
            refuse();
        }
        var changed = apply(event);
        var next = status();
        if (next == null) {
            return changed;
        }
        if (!event.status().mayBecome(next)) {
            errors.add(
                    "TRANSITION_TO_INVALID_STATUS",
                    "Cannot transition from " + event.status() + " to " + next + ".",
                    "status");
            refuse();
        }
        return changed.with(next);
    }

    private ScheduledEvent apply(ScheduledEvent event) {
        choice("privacy_level", GUILD_ONLY);
        choice("entity_type", EXTERNAL);
        var name = text("name", event.name(), MOST_NAME, "name");
        var location = body.path("entity_metadata").has("location")
                ? text(body.path("entity_metadata").path("location"), MOST_LOCATION, "entity_metadata", "location")
                : event.location();
        var description = body.has("description") ? description() : event.description();
        var start = time("scheduled_start_time").orElse(event.start());
        var end = time("scheduled_end_time").orElse(event.end());
        if (body.has("scheduled_start_time") && start.isBefore(now)) {
            past("scheduled_start_time");
        }
        if (body.has("scheduled_end_time") && end.isBefore(now)) {
            past("scheduled_end_time");
        }
        if (!end.isAfter(start)) {
            errors.add(
                    "GUILD_SCHEDULED_EVENT_END_BEFORE_START",
                    "Cannot schedule the end of an event before its start.",
                    "scheduled_end_time");
        }
        if (body.hasNonNull("channel_id")) {
            errors.add("BASE_TYPE_CHOICES", "Must be null for this type of event.", "channel_id");
        }
        refuse();
        return new ScheduledEvent(
                event.id(), event.creatorId(), name, description, location, start, end, event.status());
    }

    private void choice(String field, int only) {
        if (body.hasNonNull(field) && body.path(field).asInt(0) != only) {
            errors.add("BASE_TYPE_CHOICES", "Value must be one of {" + only + "}.", field);
        }
    }

    private String text(String field, String before, int most, String... path) {
        return body.has(field) ? text(body.path(field), most, path) : before;
    }

    private String text(JsonNode value, int most, String... path) {
        var text = Trimmed.of(value.asString(""));
        if (text.isEmpty() || text.length() > most) {
            errors.add("BASE_TYPE_BAD_LENGTH", "Must be between 1 and " + most + " in length.", path);
        }
        return text;
    }

    private @Nullable String description() {
        var text = Trimmed.of(body.path("description").asString(""));
        if (text.length() > MOST_DESCRIPTION) {
            errors.tooLong(MOST_DESCRIPTION, "description");
        }
        return text.isEmpty() ? null : text;
    }

    private Optional<Instant> time(String field) {
        if (!body.has(field)) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    OffsetDateTime.parse(body.path(field).asString("")).toInstant());
        } catch (DateTimeException e) {
            errors.add("DATE_TIME_TYPE_PARSE", "Could not parse it. Should be ISO8601.", field);
            return Optional.empty();
        }
    }

    private @Nullable Status status() {
        if (!body.hasNonNull("status")) {
            return null;
        }
        int number = body.path("status").asInt(0);
        if (number < 1 || number > Status.values().length) {
            errors.add("BASE_TYPE_CHOICES", "Value must be one of {1, 2, 3, 4}.", "status");
            refuse();
        }
        return Status.values()[number - 1];
    }

    private void past(String field) {
        errors.add("GUILD_SCHEDULED_EVENT_SCHEDULE_PAST", "Cannot schedule event in the past.", field);
    }

    private void refuse() {
        if (errors.any()) {
            throw errors.asError();
        }
    }
}
