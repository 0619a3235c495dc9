package dev.gatewaysync.simulator.rest;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request as it came from the network.
 *
 * @param path without {@code /api} and the version
 * @param authorization the whole header
 * @param reason for the server's audit log, percent-encoded as it came
 */
record Incoming(
        String method,
        String path,
        Map<String, String> query,
        @Nullable String authorization,
        @Nullable String reason,
        String address,
        byte[] body) {}
