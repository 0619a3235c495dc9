package dev.gatewaysync.sync.task;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Runs a task again and again while the service runs, each time a while after the last time ended. A failure is logged and
 * the task runs again; so is an error, which the executor would take for the end of the task for good.
 */
public final class PeriodicTask implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(PeriodicTask.class);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);

    private final String name;
    private final Duration initialDelay;
    private final Duration delay;
    private final Runnable task;
    private @Nullable ScheduledExecutorService executor;

    public PeriodicTask(String name, Duration initialDelay, Duration delay, Runnable task) {
        this.name = name;
        this.initialDelay = initialDelay;
        this.delay = delay;
        this.task = task;
    }

    @Override
    public synchronized void start() {
        if (executor == null) {
            ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name(name).daemon().factory());
            started.scheduleWithFixedDelay(
                    this::runSafely, initialDelay.toMillis(), delay.toMillis(), TimeUnit.MILLISECONDS);
            executor = started;
        }
    }

    @Override
    public synchronized void stop() {
        ScheduledExecutorService running = executor;
        executor = null;
        if (running == null) {
            return;
        }
        running.shutdown();
        try {
            if (!running.awaitTermination(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                running.shutdownNow();
            }
        } catch (InterruptedException e) {
            running.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return executor != null;
    }

    /** Runs the task now, in the caller's thread, beside its schedule: whoever cannot wait need not. */
    public void runNow() {
        task.run();
    }

    private void runSafely() {
        try {
            task.run();
        } catch (RuntimeException e) {
            log.warn("Task {} failed and will run again in {}: {}", name, delay, e.toString());
            log.debug("Task {} failed", name, e);
        } catch (Error e) {
            log.error("Task {} failed and will run again in {}", name, delay, e);
        }
    }
}
