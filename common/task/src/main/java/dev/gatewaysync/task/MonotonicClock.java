package dev.gatewaysync.task;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;

/**
 * Time that only moves forward, and ways to wait for it. {@link #system()} in production, {@link ManualClock} where time is
 * under control.
 */
public interface MonotonicClock {

    /** Nanoseconds since an origin of the clock's own; never negative, never falling. */
    long nanoTime();

    /** Runs {@code task} once, at {@code nanoTime} or as soon after it as possible, never before. */
    void callAt(long nanoTime, Runnable task);

    /**
     * Waits until {@code changed} is signalled or it is {@code nanoTime}; may return early, so the caller looks again.
     *
     * @param lock of {@code changed}, held by the caller
     */
    void await(Lock lock, Condition changed, long nanoTime) throws InterruptedException;

    static MonotonicClock system() {
        return SystemMonotonicClock.INSTANCE;
    }
}
