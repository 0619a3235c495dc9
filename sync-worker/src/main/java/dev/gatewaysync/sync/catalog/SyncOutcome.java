package dev.gatewaysync.sync.catalog;

import java.util.Locale;

/** What came of a sync run. */
public enum SyncOutcome {
    /** Everything was read. */
    SUCCESS,
    /** Some categories could not be read; they keep what they had. */
    PARTIAL,
    /** The index could not be read, or the result not be stored; nothing has changed. */
    FAILED,
    /** It would have removed too much; nothing has changed. */
    SUSPICIOUS;

    /** As it stands in the database and in metrics. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the catalogue is up to date with what could be read. */
    public boolean isGood() {
        return this == SUCCESS || this == PARTIAL;
    }

    /** @throws IllegalArgumentException if there is no such outcome */
    public static SyncOutcome ofWireName(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
