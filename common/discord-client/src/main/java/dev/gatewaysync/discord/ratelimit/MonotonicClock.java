package dev.gatewaysync.discord.ratelimit;

/**
 * Time that only moves forward, and a way to be called later. {@link #system()} in production,
 * {@link ManualClock} where time is under control.
 */
public interface MonotonicClock {

    /** Nanoseconds since an origin of the clock's own; never negative, never falling. */
    long nanoTime();

    /** Runs {@code task} once, at {@code nanoTime} or as soon after it as possible, never before. */
    void callAt(long nanoTime, Runnable task);

    static MonotonicClock system() {
        return new SystemMonotonicClock();
    }
}
