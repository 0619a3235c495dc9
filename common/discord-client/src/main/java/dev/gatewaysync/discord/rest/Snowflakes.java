package dev.gatewaysync.discord.rest;

import java.time.Instant;
import java.util.Comparator;
import java.util.regex.Pattern;

/**
 * Discord's ids: decimal, with the time of creation in the upper bits.
 *
 * @see <a href="https://discord.com/developers/docs/reference#snowflakes">Snowflakes</a>
 */
public final class Snowflakes {
    /** Discord's ids are unsigned numbers and grow with time. */
    public static final Comparator<String> BY_TIME =
            (one, other) -> Long.compareUnsigned(Long.parseUnsignedLong(one), Long.parseUnsignedLong(other));

    private static final Pattern FORM = Pattern.compile("\\d{1,20}");
    private static final long DISCORD_EPOCH = 1_420_070_400_000L;
    private static final int TIME_SHIFT = 22;
    private static final long MOST_MILLIS = (1L << 64 - TIME_SHIFT) - 1;
    private static final Instant FIRST = Instant.ofEpochMilli(DISCORD_EPOCH);
    private static final Instant LAST = Instant.ofEpochMilli(DISCORD_EPOCH + MOST_MILLIS);

    private Snowflakes() {}

    /** @throws IllegalArgumentException when {@code id} is none, so that nothing else gets into a path */
    static String require(String id) {
        if (!FORM.matcher(id).matches()) {
            throw new IllegalArgumentException("\"" + id + "\" is no Discord id: it must be 1 to 20 digits");
        }
        return id;
    }

    /** The larger of two ids. */
    public static String later(String one, String other) {
        return BY_TIME.compare(one, other) >= 0 ? one : other;
    }

    /**
     * The smallest id of something created at {@code time}; before Discord's first moment that of the first, after the last that an
     * id can hold, in 2154, that of the last.
     */
    public static String firstAt(Instant time) {
        long millis = time.isBefore(FIRST) ? 0 : time.isAfter(LAST) ? MOST_MILLIS : time.toEpochMilli() - DISCORD_EPOCH;
        return Long.toUnsignedString(millis << TIME_SHIFT);
    }

    /** The id before this one: what follows it begins with this one. */
    public static String before(String id) {
        long number = Long.parseUnsignedLong(id);
        return Long.toUnsignedString(number == 0 ? 0 : number - 1);
    }

    /** When the message, channel or thread with this id was created. */
    public static Instant createdAt(String id) {
        return Instant.ofEpochMilli((Long.parseUnsignedLong(require(id)) >>> TIME_SHIFT) + DISCORD_EPOCH);
    }
}
