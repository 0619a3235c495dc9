package dev.gatewaysync.events;

import org.jspecify.annotations.Nullable;

/** A member of the Discord server suggested a resource. */
public record ResourceSuggested(
        String user,
        @Nullable String userId,
        @Nullable String name,
        String url,
        @Nullable String category,
        @Nullable String description,
        @Nullable String messageUrl)
        implements GatewayEvent {
    public ResourceSuggested {
        Required.present(user, "resource-suggested", "user");
        Required.present(url, "resource-suggested", "url");
    }
}
