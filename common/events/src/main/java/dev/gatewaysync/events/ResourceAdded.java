package dev.gatewaysync.events;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A resource joined the catalogue; `category` is a name or an id. */
public record ResourceAdded(
        String name,
        String category,
        @Nullable String url,
        @Nullable String description,
        List<String> tags) implements GatewayEvent {
    public ResourceAdded {
        Required.present(name, "resource-added", "name");
        Required.present(category, "resource-added", "category");
        tags = Absent.asEmpty(tags);
    }
}
