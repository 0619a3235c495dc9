package dev.gatewaysync.storage.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An update with everything that happened to it.
 *
 * @param receivedAt when this system accepted or made the event
 * @param recordedAt when it entered the history
 * @param plannedAt when the publisher decided what to show; null as long as it has not
 * @param extra fields of the sender beside type and data
 * @param traceId of W3C Trace Context; null where nobody traced
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record UpdateTimeline(
        @JsonUnwrapped Update update,
        Instant receivedAt,
        Instant recordedAt,
        @Nullable Instant plannedAt,
        @Nullable JsonNode extra,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String traceId,
        List<Delivery> deliveries) {

    /**
     * @param attempts how many tries so far
     * @param at time of the last change
     * @param heldUntil when it is sent that is held until then, by quiet hours or for a digest; null for one that is not
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Delivery(
            String target,
            String status,
            int attempts,
            @Nullable String messageId,
            @Nullable String messageUrl,
            Instant at,
            @Nullable String error,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Instant heldUntil,

            List<Attempt> history) {}

    /**
     * @param attempt 1-based
     * @param exchange what was sent and answered; null where nothing was, and where an earlier version noted the try
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Attempt(
            int attempt,
            Instant at,
            String outcome,
            @Nullable String error,
            @Nullable AttemptExchange exchange) {}
}
