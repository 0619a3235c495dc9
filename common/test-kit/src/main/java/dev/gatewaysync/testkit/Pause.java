package dev.gatewaysync.testkit;

import java.time.Duration;

/**
 * The only sleep of the tests. For those whose subject is time itself: a sender that keeps a rate, a server that is slow, a
 * process that is killed at any moment. What must become true is awaited instead.
 */
public final class Pause {
    private Pause() {}

    public static void of(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted in a pause of " + time, e);
        }
    }
}
