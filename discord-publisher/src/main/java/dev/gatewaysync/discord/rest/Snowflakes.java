package dev.gatewaysync.discord.rest;

import java.time.Instant;
import java.util.regex.Pattern;

/**
 * Discord's ids: decimal, with the time of creation in the upper bits.
 *
 * @see <a href="https://discord.com/developers/docs/reference#snowflakes">Snowflakes</a>
 */
final class Snowflakes {
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

    static Instant createdAt(String id) {
        return Instant.ofEpochMilli((Long.parseUnsignedLong(require(id)) >>> 22) + DISCORD_EPOCH);
    }
}
