package dev.gatewaysync.events;

import com.fasterxml.jackson.annotation.JsonProperty;
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
    }
}
