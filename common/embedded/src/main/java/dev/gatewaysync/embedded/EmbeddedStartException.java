package dev.gatewaysync.embedded;

import org.jspecify.annotations.Nullable;

/** An embedded part cannot start; the message is a sentence for the operator that says what to do. */
public final class EmbeddedStartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EmbeddedStartException(String message) {
        super(message);
    }

    EmbeddedStartException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
