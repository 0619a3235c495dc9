package dev.gatewaysync.events;

import org.jspecify.annotations.Nullable;

/** A category changed its name or description. */
public record CategoryUpdated(
        String name, @Nullable String description, @Nullable String url) implements GatewayEvent {
    public CategoryUpdated {
        Required.present(name, "category-updated", "name");
    }
}
