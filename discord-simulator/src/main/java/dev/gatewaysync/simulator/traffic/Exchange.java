package dev.gatewaysync.simulator.traffic;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One REST request with its answer.
 *
 * @param path without {@code /api/v10}; a webhook's token is in it
 * @param query the first value of each parameter
 * @param body as the client sent it, empty for none
 * @param answer null for none
 * @param planned whether the answer was a fault that a test had asked for, and not the simulator's own
 */
public record Exchange(
        String method,
        String path,
        Map<String, String> query,
        byte[] body,
        int status,
        @Nullable String answer,
        boolean planned) {}
