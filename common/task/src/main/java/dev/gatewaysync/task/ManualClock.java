package dev.gatewaysync.task;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;

/** A clock that stands still until told to move; calls run in order of their time, in the thread that moves it. */
public final class ManualClock implements MonotonicClock {
    private record Call(long at, long number, Runnable task) {}

    private final PriorityQueue<Call> calls =
            new PriorityQueue<>(Comparator.comparingLong(Call::at).thenComparingLong(Call::number));
    private long now;
    private long numbers;

    @Override
    public synchronized long nanoTime() {
        return now;
    }

    @Override
    public void callAt(long nanoTime, Runnable task) {
        add(nanoTime, task);
    }

    @Override
    public void await(Lock lock, Condition changed, long nanoTime) throws InterruptedException {
        Call wakeUp = addUnlessPast(nanoTime, () -> {
            lock.lock();
            try {
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        });
        if (wakeUp == null) {
            return;
        }
        try {
            changed.await();
        } finally {
            remove(wakeUp);
        }
    }

    /** Returns when {@code count} threads or more wait for this clock. */
    public synchronized void awaitWaiting(int count) throws InterruptedException {
        while (calls.size() < count) {
            wait();
        }
    }

    /** Moves forward by {@code step}, running on the way every call that falls due. */
    public void tick(Duration step) {
        long end = nanoTime() + step.toNanos();
        while (runNext(end, end)) {
            // each call sees the clock at its own time
        }
    }

    /** Runs until nothing is left to call; for simulations that end by themselves. */
    public void runToTheEnd() {
        while (runNext(Long.MAX_VALUE, Long.MIN_VALUE)) {
            // calls may add calls
        }
    }

    private synchronized Call add(long nanoTime, Runnable task) {
        Call call = new Call(nanoTime, numbers++, task);
        calls.add(call);
        notifyAll();
        return call;
    }

    /** Null if it is that time already: nobody would run it. */
    private synchronized @Nullable Call addUnlessPast(long nanoTime, Runnable task) {
        return now >= nanoTime ? null : add(nanoTime, task);
    }

    private synchronized void remove(Call call) {
        calls.remove(call);
    }

    /** If nothing is due by {@code end}, the clock moves to {@code otherwise} before anybody can wait for a time in between. */
    private boolean runNext(long end, long otherwise) {
        Call next;
        synchronized (this) {
            next = calls.peek();
            if (next == null || next.at() > end) {
                moveTo(otherwise);
                return false;
            }
            calls.remove();
            moveTo(next.at());
        }
        next.task().run();
        return true;
    }

    private synchronized void moveTo(long nanoTime) {
        now = Math.max(now, nanoTime);
    }
}
