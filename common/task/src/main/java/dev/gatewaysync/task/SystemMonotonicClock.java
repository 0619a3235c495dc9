package dev.gatewaysync.task;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;

/** {@link System#nanoTime()} from zero, with one daemon thread for the calls, which starts with the first of them. */
final class SystemMonotonicClock implements MonotonicClock {
    static final SystemMonotonicClock INSTANCE = new SystemMonotonicClock();

    private final long origin = System.nanoTime();
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("timer").factory());

    @Override
    public long nanoTime() {
        return System.nanoTime() - origin;
    }

    @Override
    public void callAt(long nanoTime, Runnable task) {
        timer.schedule(task, Math.max(0, nanoTime - nanoTime()), TimeUnit.NANOSECONDS);
    }

    @Override
    public void await(Lock lock, Condition changed, long nanoTime) throws InterruptedException {
        changed.awaitNanos(nanoTime - nanoTime());
    }
}
