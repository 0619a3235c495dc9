package dev.gatewaysync.task;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Waiting that a stop ends at once, and {@link #await} a wake-up too. A stop is for good. Any thread may wake or stop; each
 * thread that waits for wake-ups has a waiter of its own, for a wake-up is taken by one.
 */
public final class Waiter {
    private static final Duration LONGEST = Duration.ofDays(365);

    private final MonotonicClock clock;
    private final List<Waiter> parts = new CopyOnWriteArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean woken;
    private volatile boolean stopped;

    public Waiter() {
        this(MonotonicClock.system());
    }

    public Waiter(MonotonicClock clock) {
        this.clock = clock;
    }

    /** What its clock says now. */
    public long nanoTime() {
        return clock.nanoTime();
    }

    /** A waiter that is woken alone and stops with this one. */
    public Waiter part() {
        Waiter part = new Waiter(clock);
        parts.add(part);
        if (stopped) {
            part.stop();
        }
        return part;
    }

    /** Ends the {@link #await} under way, or else the next one. */
    public void wake() {
        lock.lock();
        try {
            woken = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Forgets a wake-up that nobody has waited for yet. */
    public void forgetWake() {
        lock.lock();
        try {
            woken = false;
        } finally {
            lock.unlock();
        }
    }

    public void stop() {
        lock.lock();
        try {
            stopped = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        parts.forEach(Waiter::stop);
    }

    public boolean isStopped() {
        return stopped;
    }

    /** Waits for {@code time}, whoever wakes. @return false if a stop came first */
    public boolean sleep(Duration time) throws InterruptedException {
        waitUntil(false, time);
        return !stopped;
    }

    /** Waits for a wake-up, at most for {@code time}. @return whether there was one, or several */
    public boolean await(Duration time) throws InterruptedException {
        return waitUntil(true, time);
    }

    private boolean waitUntil(boolean wakeUp, Duration time) throws InterruptedException {
        long end = clock.nanoTime() + (time.compareTo(LONGEST) < 0 ? time : LONGEST).toNanos();
        lock.lockInterruptibly();
        try {
            while (!stopped && !(wakeUp && woken) && clock.nanoTime() - end < 0) {
                clock.await(lock, changed, end);
            }
            if (wakeUp && woken) {
                woken = false;
                return true;
            }
            return false;
        } finally {
            lock.unlock();
        }
    }
}
