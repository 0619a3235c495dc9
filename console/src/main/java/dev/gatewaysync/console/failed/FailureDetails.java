package dev.gatewaysync.console.failed;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.gatewaysync.storage.history.UpdateTimeline;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * @param status open, replayed or discarded
 * @param headers with {@link #UNREADABLE_HEADERS} alone where what is archived is no JSON
 * @param body as it was sent; base64 where the bytes are no text
 * @param history the tries of its delivery, the first first; empty for what failed before it was delivered
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record FailureDetails(
        @JsonUnwrapped FailedMessage failure,
        String status,
        JsonNode headers,
        String body,
        List<Resolution> resolutions,
        List<UpdateTimeline.Attempt> history) {
    static final String UNREADABLE_HEADERS = "gateway-headers-unreadable";

    /** @param outcome replayed or discarded */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Resolution(
            Instant at,
            String outcome,
            String operator,
            @Nullable String reason) {}
}
