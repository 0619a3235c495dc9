package dev.gatewaysync.simulator.guild;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.zip.CRC32;

/** Discord's ids: milliseconds since 2015-01-01 in the upper 42 bits, the rest counts within the millisecond. */
public final class Snowflakes {

    private static final long DISCORD_EPOCH = 1_420_070_400_000L;
    private static final int TIME_SHIFT = 22;
    private static final long NAMED_MOMENT =
            Instant.parse("2024-01-01T00:00:00Z").toEpochMilli();

    private final InstantSource clock;
    private long last;

    Snowflakes(InstantSource clock) {
        this.clock = clock;
    }

    /** Always greater than every id given before, even when the wall clock steps back: clients page by id. */
    synchronized String next() {
        last = Math.max(last + 1, (clock.millis() - DISCORD_EPOCH) << TIME_SHIFT);
        return Long.toUnsignedString(last);
    }

    synchronized void startAfter(String id) {
        last = Math.max(last, Long.parseUnsignedLong(id));
    }

    /** The same name has the same id in every run, so that a stored channel id stays good without a state file. */
    public static String named(String name) {
        var hash = new CRC32();
        hash.update(name.getBytes(StandardCharsets.UTF_8));
        long spread = hash.getValue();
        return Long.toUnsignedString((NAMED_MOMENT - DISCORD_EPOCH << TIME_SHIFT) + spread);
    }

    public static Instant instantOf(String id) {
        return Instant.ofEpochMilli((Long.parseUnsignedLong(id) >>> TIME_SHIFT) + DISCORD_EPOCH);
    }

    public static boolean isSnowflake(String text) {
        return text.length() <= 20 && !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
