package dev.gatewaysync.events;

import org.jspecify.annotations.Nullable;

/** A category joined the catalogue. */
public record CategoryAdded(
        String name, @Nullable String description, @Nullable String url) implements GatewayEvent {
    public CategoryAdded {
        Required.present(name, "category-added", "name");
    }
}
