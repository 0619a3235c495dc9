package dev.gatewaysync.console.failed;

import java.time.Instant;

/** The open messages of one reason. */
public record ReasonGroup(Reason reason, long count, Instant firstFailedAt, Instant lastFailedAt) {}
