package dev.gatewaysync.sync.catalog.fetch;

/** A document is not what it should be; the message says what it is, without anything that differs from run to run. */
public final class UnreadableDocument extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean missing;

    private UnreadableDocument(String message, boolean missing) {
        super(message, null, false, false);
        this.missing = missing;
    }

    public static UnreadableDocument because(String reason) {
        return new UnreadableDocument(reason, false);
    }

    public static UnreadableDocument missing(String reason) {
        return new UnreadableDocument(reason, true);
    }

    /** Whether there is no such document, as far as the answer tells. */
    public boolean isMissing() {
        return missing;
    }

    public String reason() {
        return String.valueOf(getMessage());
    }
}
