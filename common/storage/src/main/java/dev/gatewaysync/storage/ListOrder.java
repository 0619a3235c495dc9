package dev.gatewaysync.storage;

/**
 * The order of all lists of updates: that in which they were accepted, whatever time their senders name and however a clock is
 * set. Ties are broken by {@code seq}, the order of recording.
 */
public final class ListOrder {
    /**
     * An event's place, in milliseconds since 1970: {@code listed_at}, or when it was accepted, where a version before that
     * column wrote the row. An import of those days took the sender's time for that of acceptance, hence the later bound.
     */
    public static final String PLACE =
            "COALESCE(listed_at, CASE WHEN received_at > recorded_at THEN recorded_at ELSE received_at END)";

    /** For the table {@code event}; there is an index, also behind {@code type} and {@code source}. */
    public static final String NEWEST_FIRST = PLACE + " DESC, seq DESC";

    private ListOrder() {}
}
