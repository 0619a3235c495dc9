package dev.gatewaysync.events;

/** Who told us of an event. */
public enum Source {
    MAIN_APP,
    SYNC,
    DISCORD,
    SYSTEM,
    NETLIFY,
    VERCEL,
    GITHUB;

    /** As it stands in JSON and in the database: lower case, words joined by a hyphen. */
    public String wireName() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    /**
     * The inverse of {@link #wireName()}.
     *
     * @throws IllegalArgumentException if no constant has that name
     */
    public static Source ofWireName(String wireName) {
        return valueOf(wireName.toUpperCase(java.util.Locale.ROOT).replace('-', '_'));
    }
}
