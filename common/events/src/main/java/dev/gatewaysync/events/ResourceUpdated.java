package dev.gatewaysync.events;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A resource of the catalogue changed; `changes` is whatever the sender found worth telling. */
public record ResourceUpdated(
        String name,
        String category,
        @Nullable JsonNode changes,
        @Nullable String url) implements GatewayEvent {
    public ResourceUpdated {
        Required.present(name, "resource-updated", "name");
        Required.present(category, "resource-updated", "category");
    }
}
