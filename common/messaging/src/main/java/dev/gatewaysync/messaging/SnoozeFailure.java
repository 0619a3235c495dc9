package dev.gatewaysync.messaging;

import java.time.Duration;

/** We were told to wait. The consumer waits exactly that long and tries again; no attempt is spent. */
public final class SnoozeFailure extends HandlingFailure {
    private static final long serialVersionUID = 1L;

    private final Duration delay;

    public SnoozeFailure(String message, Duration delay) {
        super(message, null);
        this.delay = delay;
    }

    public Duration delay() {
        return delay;
    }
}
