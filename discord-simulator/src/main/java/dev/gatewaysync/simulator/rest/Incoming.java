package dev.gatewaysync.simulator.rest;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request as it came from the network.
 *
 * @param path without {@code /api} and the version
 * @param authorization the whole header
 */
record Incoming(
        String method,
        String path,
        Map<String, String> query,
        @Nullable String authorization,
        String address,
        byte[] body) {}
