package dev.gatewaysync.events;

import org.jspecify.annotations.Nullable;

/** A member asked for a sync through a slash command. */
public record SyncRequested(
        String kind, String user, @Nullable String interactionToken) implements GatewayEvent {
    public SyncRequested {
        Required.present(kind, "sync-requested", "kind");
        Required.present(user, "sync-requested", "user");
    }
}
