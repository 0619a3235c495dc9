package dev.gatewaysync.console.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One change.
 *
 * @param action a verb such as replay or discard
 * @param subject what was changed
 * @param reason as the operator gave it
 * @param proof how they proved to be that operator: password, token NAME, or shared token, whose name is typed; null of wrong
 *     log-ins, and of what is older
 */
public record AuditEntry(
        Instant at,
        String operator,
        String address,
        String action,
        String subject,
        @Nullable String reason,
        @Nullable String proof) {}
