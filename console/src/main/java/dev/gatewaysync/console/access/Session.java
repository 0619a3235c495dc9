package dev.gatewaysync.console.access;

import dev.gatewaysync.console.Operator;
import java.time.Instant;

/**
 * @param operator as they were when they logged in
 * @param csrf what every change made with this session must repeat
 * @param expiresAt moves on with every request
 */
public record Session(Operator operator, String csrf, Instant expiresAt) {
    /** Request attribute that holds it; absent with a token. */
    public static final String ATTRIBUTE = "session";
}
