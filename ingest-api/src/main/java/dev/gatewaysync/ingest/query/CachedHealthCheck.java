package dev.gatewaysync.ingest.query;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether another system answers, without ever waiting long for it. The check runs beside; its result holds for a second;
 * one check at a time runs however many ask; and a check that takes longer than {@value #PATIENCE_MILLIS} ms means no. No {@link
 * dev.gatewaysync.task.OutageGate}: it asks when somebody wants to know, and not because something has failed.
 */
final class CachedHealthCheck {
    static final int PATIENCE_MILLIS = 1000;

    private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();

    private final BooleanSupplier check;
    private @Nullable CompletableFuture<Boolean> running;
    private long startedAt;

    CachedHealthCheck(BooleanSupplier check) {
        this.check = check;
    }

    /** Starts a check if the last one is old, and does not wait. */
    synchronized CompletableFuture<Boolean> start() {
        boolean old = System.nanoTime() - startedAt > FRESH_NANOS;
        if (running == null || (running.isDone() && old)) {
            CompletableFuture<Boolean> next = new CompletableFuture<>();
            running = next;
            startedAt = System.nanoTime();
            Thread.ofVirtual().name("health-probe").start(() -> run(next));
        }
        return running;
    }

    /** Whether the other system answers, waiting for a check that runs for as long as it has patience left. */
    boolean isUp() {
        CompletableFuture<Boolean> result = start();
        long left;
        synchronized (this) {
            left = Duration.ofMillis(PATIENCE_MILLIS).toNanos() - (System.nanoTime() - startedAt);
        }
        try {
            return result.get(Math.max(0, left), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void run(CompletableFuture<Boolean> result) {
        boolean up = false;
        try {
            up = check.getAsBoolean();
        } catch (RuntimeException e) {
            up = false;
        } finally {
            result.complete(up);
        }
    }
}
