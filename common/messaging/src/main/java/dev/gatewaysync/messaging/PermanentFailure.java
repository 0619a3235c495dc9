package dev.gatewaysync.messaging;

import org.jspecify.annotations.Nullable;

/** This event can never be handled. It goes to the failed messages at once, and the next one is handled. */
public final class PermanentFailure extends HandlingFailure {
    private static final long serialVersionUID = 1L;

    public PermanentFailure(String message) {
        this(message, null);
    }

    public PermanentFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
