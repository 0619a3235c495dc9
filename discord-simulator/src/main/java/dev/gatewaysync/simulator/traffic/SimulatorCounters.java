package dev.gatewaysync.simulator.traffic;

import java.util.Map;

/**
 * Totals since the start.
 *
 * @param rateLimited 429s by scope: "user", "global", "shared", or "none" for those without one
 * @param invalidRequests 401s, 403s and 429s outside the shared scope: Discord bans after 10,000 in 10 minutes
 */
public record SimulatorCounters(
        long requests,
        Map<String, Long> rateLimited,
        long messagesCreated,
        long edits,
        long identifies,
        long resumes,
        long invalidRequests) {

    public long rateLimitedInAll() {
        return rateLimited.values().stream().mapToLong(Long::longValue).sum();
    }
}
