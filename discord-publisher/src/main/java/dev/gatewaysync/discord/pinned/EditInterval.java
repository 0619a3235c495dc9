package dev.gatewaysync.discord.pinned;

import dev.gatewaysync.task.Waiter;
import java.time.Duration;

/** At most one edit of a pinned message in each interval. */
final class EditInterval {
    private final Duration interval;
    private final Waiter waiter;
    private long nextEditNanos = System.nanoTime();

    EditInterval(Duration interval, Waiter waiter) {
        this.interval = interval;
        this.waiter = waiter;
    }

    /** False if a stop came first. */
    boolean await() throws InterruptedException {
        long left = nextEditNanos - System.nanoTime();
        return left <= 0 || waiter.sleep(Duration.ofNanos(left));
    }

    /** An edit is made now. */
    void begin() {
        nextEditNanos = System.nanoTime() + interval.toNanos();
    }
}
