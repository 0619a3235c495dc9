package dev.gatewaysync.sync.catalog.fetch;

import java.time.Duration;

/** A document is not what it should be; the message says what it is, without anything that differs from run to run. */
public final class UnreadableDocument extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean missing;
    private final Duration retryAfter;

    private UnreadableDocument(String message, boolean missing, Duration retryAfter) {
        super(message, null, false, false);
        this.missing = missing;
        this.retryAfter = retryAfter;
    }

    public static UnreadableDocument because(String reason) {
        return new UnreadableDocument(reason, false, Duration.ZERO);
    }

    public static UnreadableDocument missing(String reason) {
        return new UnreadableDocument(reason, true, Duration.ZERO);
    }

    /** The server asks for some time. */
    static UnreadableDocument until(String reason, Duration retryAfter) {
        return new UnreadableDocument(reason, false, retryAfter);
    }

    /** After which time the server wants to be asked again; zero if it says nothing of it. */
    Duration retryAfter() {
        return retryAfter;
    }

    /** Whether there is no such document, as far as the answer tells. */
    public boolean isMissing() {
        return missing;
    }

    public String reason() {
        return String.valueOf(getMessage());
    }
}
