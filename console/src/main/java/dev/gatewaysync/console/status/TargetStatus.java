package dev.gatewaysync.console.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the publisher sends to.
 *
 * @param status active, paused, dead or missing; a dead one waits for an operator to resume it
 * @param since when the status became what it is
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record TargetStatus(
        String name,
        @Nullable String channel,
        String status,
        @Nullable String reason,
        Instant since) {}
