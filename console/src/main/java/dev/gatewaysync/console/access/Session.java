package dev.gatewaysync.console.access;

import dev.gatewaysync.console.Role;
import java.time.Instant;

/**
 * @param csrf what every change made with this session must repeat
 * @param expiresAt moves on with every request
 */
public record Session(String name, Role role, String csrf, Instant expiresAt) {
    /** Request attribute that holds it; absent with a token. */
    public static final String ATTRIBUTE = "session";
}
