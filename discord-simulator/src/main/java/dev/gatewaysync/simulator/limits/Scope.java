package dev.gatewaysync.simulator.limits;

import java.util.Locale;

/** Whose limit was hit, as {@code X-RateLimit-Scope} tells it. */
public enum Scope {
    USER,
    GLOBAL,
    SHARED;

    public String headerValue() {
        return name().toLowerCase(Locale.ROOT);
    }
}
