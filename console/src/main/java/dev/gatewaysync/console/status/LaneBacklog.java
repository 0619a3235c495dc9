package dev.gatewaysync.console.status;

import java.time.Instant;

/**
 * What waits for one target in Discord.
 *
 * @param oldest when the first of them was planned
 */
public record LaneBacklog(String target, long backlog, Instant oldest) {}
