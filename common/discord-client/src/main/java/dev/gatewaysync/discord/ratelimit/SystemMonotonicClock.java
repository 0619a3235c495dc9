package dev.gatewaysync.discord.ratelimit;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** {@link System#nanoTime()} from zero, with one daemon thread for the calls. */
final class SystemMonotonicClock implements MonotonicClock {
    private final long origin = System.nanoTime();
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("discord-ratelimit").factory());

    @Override
    public long nanoTime() {
        return System.nanoTime() - origin;
    }

    @Override
    public void callAt(long nanoTime, Runnable task) {
        timer.schedule(task, Math.max(0, nanoTime - nanoTime()), TimeUnit.NANOSECONDS);
    }
}
