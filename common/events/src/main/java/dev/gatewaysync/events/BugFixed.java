package dev.gatewaysync.events;

import org.jspecify.annotations.Nullable;

/** A defect of the main app is gone. */
public record BugFixed(
        String title,
        @Nullable String description,
        @Nullable String version) implements GatewayEvent {
    public BugFixed {
        Required.present(title, "bug-fixed", "title");
    }
}
