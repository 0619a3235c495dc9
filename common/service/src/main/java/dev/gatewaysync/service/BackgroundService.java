package dev.gatewaysync.service;

import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/** A {@link BackgroundLoop} that runs as long as the service; a stop interrupts the step under way. */
public abstract class BackgroundService implements SmartLifecycle {
    private final String name;
    private @Nullable BackgroundLoop loop;

    /** @param name of its thread, as it appears in logs */
    protected BackgroundService(String name) {
        this.name = name;
    }

    /** As {@link BackgroundLoop.Step#take()}. */
    protected abstract void step() throws InterruptedException;

    @Override
    public synchronized void start() {
        if (loop == null) {
            loop = new BackgroundLoop(name, this::step);
            loop.start();
        }
    }

    @Override
    public synchronized void stop() {
        if (loop != null) {
            loop.stopNow();
            loop = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return loop != null;
    }
}
