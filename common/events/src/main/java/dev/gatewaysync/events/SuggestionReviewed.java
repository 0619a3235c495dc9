package dev.gatewaysync.events;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** A moderator approved or declined a suggestion. */
public record SuggestionReviewed(
        String suggestionId,
        Decision decision,
        String reviewer,
        @Nullable String name,
        String url,
        @Nullable String category)
        implements GatewayEvent {
    public SuggestionReviewed {
        Required.present(suggestionId, "suggestion-reviewed", "suggestionId");
        Required.present(decision, "suggestion-reviewed", "decision");
        Required.present(reviewer, "suggestion-reviewed", "reviewer");
        Required.present(url, "suggestion-reviewed", "url");
    }

    public enum Decision {
        @JsonProperty("approved")
        APPROVED,
        @JsonProperty("declined")
        DECLINED
    }
}
