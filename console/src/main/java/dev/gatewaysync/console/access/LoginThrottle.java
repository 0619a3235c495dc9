package dev.gatewaysync.console.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** After so many wrong tries within a minute the next one is told to wait for the minute to end. */
final class LoginThrottle {
    static final Duration WINDOW = Duration.ofMinutes(1);

    private static final int REMEMBERED = 10_000;

    private final InstantSource clock;
    private final int tries;

    /** Whose minute has begun first is forgotten first. */
    private final Map<String, Failures> byKey = new LinkedHashMap<>();

    LoginThrottle(InstantSource clock, int tries) {
        this.clock = clock;
        this.tries = tries;
    }

    /** How long {@code key} is to wait. */
    synchronized Duration wait(String key) {
        Failures failures = byKey.get(key);
        if (failures == null || failures.count() < tries) {
            return Duration.ZERO;
        }
        Duration left = Duration.between(clock.instant(), failures.since().plus(WINDOW));
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** @return whether it is its first within the window: one of them stands for the others */
    synchronized boolean failed(String key) {
        Instant now = clock.instant();
        Failures failures = byKey.get(key);
        if (failures != null && !now.isAfter(failures.since().plus(WINDOW))) {
            byKey.put(key, new Failures(failures.since(), failures.count() + 1));
            return false;
        }
        byKey.remove(key);
        if (byKey.size() >= REMEMBERED) {
            byKey.remove(byKey.keySet().iterator().next());
        }
        byKey.put(key, new Failures(now, 1));
        return true;
    }

    private record Failures(Instant since, int count) {}
}
