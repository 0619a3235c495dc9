package dev.gatewaysync.sync.catalog;

import java.util.Locale;

/** Both kinds ask for changed documents only; a full one also reads again what does not fit what is stored. */
public enum SyncKind {
    QUICK,
    FULL;

    /** As it stands in the database, in events and in metrics. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if there is no such kind */
    public static SyncKind ofWireName(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
