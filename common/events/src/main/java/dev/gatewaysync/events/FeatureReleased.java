package dev.gatewaysync.events;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * The main app can do something new.
 *
 * @param descriptionFormat how the description is written; null is {@link DescriptionFormat#TEXT}
 * @param url of the release
 * @param prerelease whether it is for those who want to try it early; null is no
 */
public record FeatureReleased(
        String featureName,
        @Nullable String description,
        @Nullable DescriptionFormat descriptionFormat,
        @Nullable String screenshot,
        @Nullable String version,
        @Nullable String url,
        @Nullable Boolean prerelease)
        implements GatewayEvent {
    public FeatureReleased {
        Required.present(featureName, "feature-released", "featureName");
    }

    /** How a description is to be read. */
    public enum DescriptionFormat {
        /** Shown as typed. */
        @JsonProperty("text")
        TEXT,
        /** GitHub's Markdown, as release notes are written. */
        @JsonProperty("markdown")
        MARKDOWN
    }

    public boolean isPrerelease() {
        return Boolean.TRUE.equals(prerelease);
    }
}
