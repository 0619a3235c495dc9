package dev.gatewaysync.discord.bot.session;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Keeps a gateway that cannot be reached from costing the whole {@link IdentifyBudget}: JDA connects again without a pause.
 * The first time is at once, then the pauses double from {@value #FIRST_SECONDS} s to {@value #LONGEST_SECONDS} s, which is
 * less than the budget's number in a day. Once ten minutes have passed since the last time it begins anew.
 */
final class IdentifyBackoff {
    static final int FIRST_SECONDS = 5;
    static final int LONGEST_SECONDS = 300;
    private static final Duration FIRST = Duration.ofSeconds(FIRST_SECONDS);
    private static final Duration LONGEST = Duration.ofSeconds(LONGEST_SECONDS);
    private static final long CALM_NANOS = Duration.ofMinutes(10).toNanos();

    private final LongSupplier nanoTime;
    private boolean begun;
    private long last;
    private Duration pause = Duration.ZERO;

    /** @param nanoTime as {@link System#nanoTime()} */
    IdentifyBackoff(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** How long to wait before identifying, which is then taken as done. */
    synchronized Duration next() {
        long now = nanoTime.getAsLong();
        if (!begun || now - last >= CALM_NANOS) {
            begun = true;
            last = now;
            pause = Duration.ZERO;
            return Duration.ZERO;
        }
        Duration twice = pause.isZero() ? FIRST : pause.multipliedBy(2);
        pause = twice.compareTo(LONGEST) < 0 ? twice : LONGEST;
        long wait = Math.max(0, pause.toNanos() - (now - last));
        last = now + wait;
        return Duration.ofNanos(wait);
    }
}
