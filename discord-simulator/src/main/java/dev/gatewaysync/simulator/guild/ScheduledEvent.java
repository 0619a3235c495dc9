package dev.gatewaysync.simulator.guild;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event of the server that takes place outside Discord: the only kind that this server has, for the others need voice channels.
 *
 * @see <a href="https://docs.discord.com/developers/resources/guild-scheduled-event">Guild Scheduled Event</a>
 */
public record ScheduledEvent(
        String id,
        String creatorId,
        String name,
        @Nullable String description,
        String location,
        Instant start,
        Instant end,
        Status status) {

    /** Discord's numbers are the places in this list, from 1. */
    public enum Status {
        SCHEDULED,
        ACTIVE,
        COMPLETED,
        CANCELED;

        public int number() {
            return ordinal() + 1;
        }

        public boolean isOpen() {
            return this == SCHEDULED || this == ACTIVE;
        }

        /** The only changes that there are: to begin, to end, to call off. */
        public boolean mayBecome(Status next) {
            return this == SCHEDULED && (next == ACTIVE || next == CANCELED) || this == ACTIVE && next == COMPLETED;
        }
    }

    public ScheduledEvent with(Status next) {
        return new ScheduledEvent(id, creatorId, name, description, location, start, end, next);
    }

    /** One that takes place outside begins and ends by itself. */
    public ScheduledEvent at(Instant now) {
        if (!status.isOpen()) {
            return this;
        }
        return now.isBefore(start) || status == Status.ACTIVE && now.isBefore(end)
                ? this
                : with(now.isBefore(end) ? Status.ACTIVE : Status.COMPLETED);
    }
}
