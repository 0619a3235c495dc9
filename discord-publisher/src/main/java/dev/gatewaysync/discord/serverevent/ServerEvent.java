package dev.gatewaysync.discord.serverevent;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A maintenance as the server's event is to show it.
 *
 * @param id of the event that announced it
 * @param sign by which Discord's event is known again
 * @param message the main app's last words
 * @param discordId null before it is made
 * @param askedAt when Discord was asked to make it, while nobody knows whether it has; of one that is there, when Discord was asked to
 *     end it for another one to be made in its place
 * @param looks that there were for what a lost answer may have left
 * @param version counts what was said of it
 * @param tries that failed in a row
 */
record ServerEvent(
        String id,
        String sign,
        Wanted wanted,
        String message,
        Instant start,
        Instant end,
        @Nullable String discordId,
        @Nullable Instant askedAt,
        int looks,
        long version,
        int tries) {

    enum Wanted {
        SCHEDULED,
        ACTIVE,
        COMPLETED,
        CANCELLED;

        String stored() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Wanted of(String stored) {
            return valueOf(stored.toUpperCase(Locale.ROOT));
        }

        boolean isOver() {
            return this == COMPLETED || this == CANCELLED;
        }
    }

    /** Discord takes no event that has begun. */
    boolean mayBeMade(Instant now) {
        return !wanted.isOver() && start.isAfter(now);
    }
}
