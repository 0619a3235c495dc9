package dev.gatewaysync.discord.pinned;

import dev.gatewaysync.discord.leader.Pause;
import java.time.Duration;

/** At most one edit of a pinned message in each interval. */
final class EditInterval {
    private final Duration interval;
    private final Pause pause;
    private long nextEditNanos = System.nanoTime();

    EditInterval(Duration interval, Pause pause) {
        this.interval = interval;
        this.pause = pause;
    }

    /** False if a stop came first. */
    boolean await() throws InterruptedException {
        long left = nextEditNanos - System.nanoTime();
        return left <= 0 || pause.sleep(Duration.ofNanos(left));
    }

    /** An edit is made now. */
    void begin() {
        nextEditNanos = System.nanoTime() + interval.toNanos();
    }
}
