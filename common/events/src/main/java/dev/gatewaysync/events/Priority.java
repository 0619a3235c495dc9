package dev.gatewaysync.events;

/** How urgent an update is to a reader. */
public enum Priority {
    HIGH,
    NORMAL,
    LOW;

    /** As it stands in JSON and in the database: lower case, words joined by a hyphen. */
    public String wireName() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    /**
     * The inverse of {@link #wireName()}.
     *
     * @throws IllegalArgumentException if no constant has that name
     */
    public static Priority ofWireName(String wireName) {
        return valueOf(wireName.toUpperCase(java.util.Locale.ROOT).replace('-', '_'));
    }
}
