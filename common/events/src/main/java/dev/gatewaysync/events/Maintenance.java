package dev.gatewaysync.events;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The main app is, was or will be under maintenance. */
public record Maintenance(
        Status status,
        String message,
        @Nullable String expectedDuration,
        @Nullable String startTime,
        @Nullable String endTime)
        implements GatewayEvent {
    public Maintenance {
        Required.present(status, "maintenance", "status");
        Required.present(message, "maintenance", "message");
    }

    public enum Status {
        @JsonProperty("scheduled")
        SCHEDULED,
        @JsonProperty("started")
        STARTED,
        @JsonProperty("completed")
        COMPLETED,
        /** It will not take place, or goes on no further. */
        @JsonProperty("cancelled")
        CANCELLED;

        /** Nothing more is to come of it. */
        public boolean isOver() {
            return this == COMPLETED || this == CANCELLED;
        }

        /**
         * How well a word of this status that names no maintenance fits one that is open; of those that it fits equally well the one
         * that was spoken of last is meant.
         *
         * @param start when it is to begin; null if nobody has said so
         * @param at when this was said
         * @return the least is the best; negative if it cannot be about this one
         */
        public int fits(boolean hasBegun, @Nullable Instant start, Instant at) {
            boolean isToCome = start != null && start.isAfter(at);
            return switch (this) {
                case SCHEDULED -> hasBegun ? -1 : 0;
                case CANCELLED -> hasBegun ? 1 : 0;
                case STARTED, COMPLETED -> hasBegun ? 0 : isToCome ? 2 : 1;
            };
        }
    }
}
