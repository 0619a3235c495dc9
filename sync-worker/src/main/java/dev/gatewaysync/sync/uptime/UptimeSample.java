package dev.gatewaysync.sync.uptime;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A check as it is kept.
 *
 * @param quiet {@code maintenance} or {@code deploy}, when nobody is to be alarmed; else null
 * @param covers longest time it speaks for
 */
record UptimeSample(
        Instant at,
        AppState state,
        @Nullable String quiet,
        @Nullable String problem,
        Duration covers) {
    static final String MAINTENANCE = "maintenance";
    static final String DEPLOY = "deploy";

    boolean isUp() {
        return state == AppState.UP;
    }

    /** Whether its time is known time: who works on the app may take it down. */
    boolean counts() {
        return isUp() || !MAINTENANCE.equals(quiet);
    }

    boolean isAlarming() {
        return !isUp() && quiet == null;
    }

    Instant coversUntil() {
        return at.plus(covers);
    }
}
