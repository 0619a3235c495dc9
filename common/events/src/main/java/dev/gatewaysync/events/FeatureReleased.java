package dev.gatewaysync.events;

import org.jspecify.annotations.Nullable;

/** The main app can do something new. */
public record FeatureReleased(
        String featureName,
        @Nullable String description,
        @Nullable String screenshot,
        @Nullable String version) implements GatewayEvent {
    public FeatureReleased {
        Required.present(featureName, "feature-released", "featureName");
    }
}
