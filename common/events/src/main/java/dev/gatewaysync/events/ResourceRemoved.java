package dev.gatewaysync.events;

import org.jspecify.annotations.Nullable;

/** A resource left the catalogue. */
public record ResourceRemoved(
        String name, String category, @Nullable String url) implements GatewayEvent {
    public ResourceRemoved {
        Required.present(name, "resource-removed", "name");
        Required.present(category, "resource-removed", "category");
    }
}
