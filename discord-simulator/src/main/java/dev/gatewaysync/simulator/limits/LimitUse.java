package dev.gatewaysync.simulator.limits;

/**
 * How far one limit is used up now.
 *
 * @param what method, path template and major id; for a limit that no header shows the channel, for the global one the caller
 * @param refused requests that it has refused since the start
 * @param resetMillis until nothing counts any more
 */
public record LimitUse(String bucket, String what, int used, int limit, int refused, long resetMillis) {}
