package dev.gatewaysync.sync.task;

import dev.gatewaysync.service.loop.BackgroundService;
import dev.gatewaysync.task.Loop;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a task again and again while the service runs, each time a while after the last time ended, failed or not. A stop waits
 * ten seconds for one that runs.
 */
public final class PeriodicTask extends BackgroundService {
    private static final Logger log = LoggerFactory.getLogger(PeriodicTask.class);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);

    private final Duration delay;
    private final Runnable task;

    public PeriodicTask(String name, Duration initialDelay, Duration delay, Runnable task) {
        // SQLite would hold a carrier thread.
        super(
                Loop.named(name).onPlatformThread().firstAfter(initialDelay).afterFailure(failure -> {
                    failed(name, delay, failure);
                    return delay;
                }),
                STOP_TIMEOUT);
        this.delay = delay;
        this.task = task;
    }

    /** Runs the task now, in the caller's thread, beside its schedule: whoever cannot wait need not. */
    public void runNow() {
        task.run();
    }

    @Override
    protected Duration round() {
        task.run();
        return delay;
    }

    private static void failed(String name, Duration delay, Throwable failure) {
        if (failure instanceof Error) {
            log.error("Task {} failed and will run again in {}", name, delay, failure);
        } else {
            log.warn("Task {} failed and will run again in {}: {}", name, delay, failure.toString());
            log.debug("Task {} failed", name, failure);
        }
    }
}
