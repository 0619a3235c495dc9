package dev.gatewaysync.console.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One change.
 *
 * @param action a verb such as replay or discard
 * @param subject what was changed
 * @param reason as the operator gave it
 */
public record AuditEntry(
        Instant at,
        String operator,
        String address,
        String action,
        String subject,
        @Nullable String reason) {}
