package dev.gatewaysync.messaging;

import org.jspecify.annotations.Nullable;

/** The other side or our own store is down, whatever the event. The consumer pauses, probes and resumes; nothing goes to the failed messages and no attempt is spent. */
public final class OutageFailure extends HandlingFailure {
    private static final long serialVersionUID = 1L;

    public OutageFailure(String message) {
        this(message, null);
    }

    public OutageFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
