package dev.gatewaysync.simulator.guild;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * How often the application may still log in to the gateway: 1,000 times a day, counted from the first login of that
 * day.
 *
 * @see <a href="https://docs.discord.com/developers/events/gateway#session-start-limit-object">Session start limit</a>
 */
public final class SessionStarts {

    public static final int TOTAL = 1000;

    private static final Duration DAY = Duration.ofDays(1);

    private final InstantSource clock;
    private Instant first = Instant.MIN;
    private int used;

    SessionStarts(InstantSource clock) {
        this.clock = clock;
    }

    public synchronized void spend(int logins) {
        startAnew();
        if (used == 0) {
            first = clock.instant();
        }
        used += logins;
    }

    public synchronized int remaining() {
        startAnew();
        return Math.max(0, TOTAL - used);
    }

    /** Zero while nothing is used. */
    public synchronized Duration untilReset() {
        startAnew();
        return used == 0 ? Duration.ZERO : Duration.between(clock.instant(), first.plus(DAY));
    }

    private void startAnew() {
        if (used > 0 && !clock.instant().isBefore(first.plus(DAY))) {
            used = 0;
        }
    }
}
