package dev.gatewaysync.events;

/** How an update is filed in the history. */
public enum UpdateCategory {
    RESOURCES,
    DEPLOYMENT,
    FEATURES,
    MAINTENANCE,
    STATISTICS,
    SYNC,
    DISCORD,
    STATUS,
    GENERAL;

    /** As it stands in JSON and in the database: lower case, words joined by a hyphen. */
    public String wireName() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    /**
     * The inverse of {@link #wireName()}.
     *
     * @throws IllegalArgumentException if no constant has that name
     */
    public static UpdateCategory ofWireName(String wireName) {
        return valueOf(wireName.toUpperCase(java.util.Locale.ROOT).replace('-', '_'));
    }
}
