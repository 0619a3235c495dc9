package dev.gatewaysync.events;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Who told us of an event: one of ours, or a source that the community set up.
 *
 * @param wireName as it stands in JSON and in the database: lower case, words joined by a hyphen
 */
public record Source(String wireName) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,62}");

    public static final Source MAIN_APP = new Source("main-app");
    public static final Source SYNC = new Source("sync");
    public static final Source DISCORD = new Source("discord");
    public static final Source SYSTEM = new Source("system");
    public static final Source NETLIFY = new Source("netlify");
    public static final Source VERCEL = new Source("vercel");
    public static final Source GITHUB = new Source("github");

    /** Those that every community has. */
    public static final List<Source> BUILT_IN = List.of(MAIN_APP, SYNC, DISCORD, SYSTEM, NETLIFY, VERCEL, GITHUB);

    public Source {
        if (!NAME.matcher(wireName).matches()) {
            throw new IllegalArgumentException("'" + wireName + "' is no name of a source");
        }
    }

    @Override
    public String toString() {
        return wireName;
    }
}
