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

    /** The smallest id of something created at {@code time}. */
    public static String firstAt(Instant time) {
        return Long.toUnsignedString(Math.max(0, time.toEpochMilli() - DISCORD_EPOCH) << 22);
    }

    /** The id before this one: what follows it begins with this one. */
    public static String before(String id) {
        long number = Long.parseUnsignedLong(id);
        return Long.toUnsignedString(number == 0 ? 0 : number - 1);
    }

    /** When the message, channel or thread with this id was created. */
    public static Instant createdAt(String id) {
        return Instant.ofEpochMilli((Long.parseUnsignedLong(require(id)) >>> 22) + DISCORD_EPOCH);
    }
}
