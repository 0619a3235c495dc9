package dev.gatewaysync.console.alert;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whether this instance watches, and the gateway does its work, as its last look saw. A look that failed, or is long ago, saw nothing. */
@Component
final class WatchHealth {
    static final Duration FRESH = Duration.ofSeconds(30);

    private final InstantSource clock;
    private volatile @Nullable Instant wellAt;

    WatchHealth(InstantSource clock) {
        this.clock = clock;
    }

    /** Nothing is known, or it is not well. */
    void isNotWell() {
        wellAt = null;
    }

    /** To be called when all that was seen has been written down. */
    void isWell(boolean well) {
        wellAt = well ? clock.instant() : null;
    }

    boolean isWell() {
        Instant last = wellAt;
        return last != null && clock.instant().isBefore(last.plus(FRESH));
    }
}
