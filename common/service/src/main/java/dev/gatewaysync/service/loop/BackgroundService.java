package dev.gatewaysync.service.loop;

import dev.gatewaysync.task.Loop;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/** A {@link Loop} that runs as long as the service. */
public abstract class BackgroundService implements SmartLifecycle {
    private final Loop.Settings settings;
    private final Duration patience;
    private @Nullable Loop loop;

    /**
     * A stop interrupts the round under way.
     *
     * @param name of its thread, as it appears in logs
     */
    protected BackgroundService(String name) {
        this(Loop.named(name), Duration.ZERO);
    }

    /** @param patience how long a stop waits for the round under way before it interrupts it */
    protected BackgroundService(Loop.Settings settings, Duration patience) {
        this.settings = settings;
        this.patience = patience;
    }

    /** As {@link Loop.Round#run()}. */
    protected abstract Duration round() throws InterruptedException;

    @Override
    public synchronized void start() {
        if (loop == null) {
            loop = settings.running(this::round);
            loop.start();
        }
    }

    @Override
    public synchronized void stop() {
        if (loop != null) {
            loop.stop(patience);
            loop = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return loop != null;
    }
}
