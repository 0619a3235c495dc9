package dev.gatewaysync.messaging;

import org.jspecify.annotations.Nullable;

/** This event may be handled later. The consumer waits in place, so that order is kept, with exponential backoff; after its last attempt the event goes to the failed messages. */
public final class TransientFailure extends HandlingFailure {
    private static final long serialVersionUID = 1L;

    public TransientFailure(String message) {
        this(message, null);
    }

    public TransientFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
