package dev.gatewaysync.messaging;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Lets a consumer that waits between attempts stop at once. */
final class StopSignal {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean raised;

    void raise() {
        set(true);
    }

    void reset() {
        set(false);
    }

    boolean isRaised() {
        lock.lock();
        try {
            return raised;
        } finally {
            lock.unlock();
        }
    }

    /** Waits; false if the signal was raised before the time was over. */
    boolean sleep(Duration duration) {
        long left = duration.toNanos();
        lock.lock();
        try {
            while (left > 0 && !raised) {
                left = changed.awaitNanos(Math.min(left, TimeUnit.DAYS.toNanos(1)));
            }
            return !raised;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    private void set(boolean value) {
        lock.lock();
        try {
            raised = value;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
