package dev.gatewaysync.messaging;

import org.jspecify.annotations.Nullable;

/**
 * Why an event could not be handled, in the four ways that call for different actions. Handlers throw these; anything
 * else they throw is taken for a defect and handled as {@link TransientFailure}.
 */
public abstract sealed class HandlingFailure extends RuntimeException
        permits PermanentFailure, TransientFailure, SnoozeFailure, OutageFailure {
    private static final long serialVersionUID = 1L;

    HandlingFailure(String message, @Nullable Throwable cause) {
        // Expected failures carry no stack trace: the message says what happened, the cause where.
        super(message, cause, false, false);
    }
}
