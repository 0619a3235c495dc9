package dev.gatewaysync.console.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * After {@value #TRIES} wrong tokens or passwords within a minute an address is told to wait for the minute to end, and so is, from
 * any address, whoever gives a password of that user. A right token passes all the same: it is far too long to be guessed in any
 * number of tries, and behind a proxy everybody has one address, so that a stranger could lock all operators out. A password can
 * be guessed, so that a right one has to wait like a wrong one.
 */
@Component
final class LoginThrottle {
    static final int TRIES = 10;
    static final Duration WINDOW = Duration.ofMinutes(1);

    /** Many addresses at once share what is remembered; the oldest is forgotten first. */
    private static final int REMEMBERED = 10_000;

    private final InstantSource clock;
    private final Map<String, Failures> byAddress = new LinkedHashMap<>();

    LoginThrottle(InstantSource clock) {
        this.clock = clock;
    }

    /** How long {@code address}, or a user, is to wait. */
    synchronized Duration wait(String address) {
        Failures failures = byAddress.get(address);
        if (failures == null || failures.count() < TRIES) {
            return Duration.ZERO;
        }
        Duration left = Duration.between(clock.instant(), failures.since().plus(WINDOW));
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** @return whether it is its first within the window: one of them stands for the others */
    synchronized boolean failed(String address) {
        Instant now = clock.instant();
        Failures failures = byAddress.get(address);
        boolean fresh = failures == null || now.isAfter(failures.since().plus(WINDOW));
        if (fresh && byAddress.size() >= REMEMBERED) {
            byAddress.remove(byAddress.keySet().iterator().next());
        }
        byAddress.put(
                address,
                fresh || failures == null
                        ? new Failures(now, 1)
                        : new Failures(failures.since(), failures.count() + 1));
        return fresh;
    }

    private record Failures(Instant since, int count) {}
}
