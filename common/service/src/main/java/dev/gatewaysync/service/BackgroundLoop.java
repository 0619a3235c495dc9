package dev.gatewaysync.service;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes a step again and again on a virtual thread of its own, from its start to its stop. Safe to use from any thread. */
public final class BackgroundLoop {
    private static final Logger log = LoggerFactory.getLogger(BackgroundLoop.class);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

    private final String name;
    private final Step step;
    private volatile @Nullable Thread thread;

    /** One round, with the pause after it. A failure or an error is logged, and the next round follows a second later. */
    @FunctionalInterface
    public interface Step {
        void take() throws InterruptedException;
    }

    /** @param name of its thread, as it appears in logs */
    public BackgroundLoop(String name, Step step) {
        this.name = name;
        this.step = step;
    }

    /** Does nothing if it runs already. */
    public synchronized void start() {
        if (thread == null) {
            // Known before it runs: a thread that is faster than this line would take itself for stopped.
            Thread made = Thread.ofVirtual().name(name).unstarted(this::run);
            thread = made;
            made.start();
        }
    }

    /** Lets a step that is under way come to its end; none follows. */
    public synchronized void stop() {
        thread = null;
    }

    /** Interrupts a step that is under way; none follows. */
    public synchronized void stopNow() {
        Thread running = thread;
        thread = null;
        if (running != null) {
            running.interrupt();
        }
    }

    public boolean isRunning() {
        return thread != null;
    }

    private void run() {
        try {
            while (thread == Thread.currentThread()) {
                takeSafely();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void takeSafely() throws InterruptedException {
        try {
            step.take();
        } catch (RuntimeException | Error e) {
            log.warn("{} failed and goes on in {} s", name, PAUSE_AFTER_FAILURE.toSeconds(), e);
            Thread.sleep(PAUSE_AFTER_FAILURE);
        }
    }
}
