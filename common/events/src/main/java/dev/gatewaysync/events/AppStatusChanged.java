package dev.gatewaysync.events;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** The main app came up, went down, or failed to deploy. */
public record AppStatusChanged(
        Status status,
        @Nullable String incident,
        @Nullable String reason,
        @Nullable String since,
        @Nullable Long durationSeconds,
        @Nullable String url)
        implements GatewayEvent {
    public AppStatusChanged {
        Required.present(status, "app-status-changed", "status");
    }

    public enum Status {
        @JsonProperty("online")
        ONLINE,
        @JsonProperty("degraded")
        DEGRADED,
        @JsonProperty("offline")
        OFFLINE,
        @JsonProperty("deploy-failed")
        DEPLOY_FAILED
    }
}
