package dev.gatewaysync.config.route;

import dev.gatewaysync.config.QuietHours;
import dev.gatewaysync.config.Route;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;

/** Times of day where people live: an hour that a change of clocks leaves out is the one after it, one that comes twice the first. */
public final class LocalSchedule {
    private LocalSchedule() {}

    /** When the digest that takes in an event of {@code now} is shown. */
    public static Instant next(Route.Digest digest, Instant now) {
        ZonedDateTime local = now.atZone(digest.zone());
        ZonedDateTime next = local.with(digest.at());
        if (digest.on() != null) {
            next = next.with(TemporalAdjusters.nextOrSame(digest.on())).with(digest.at());
        }
        while (!next.toInstant().isAfter(now)) {
            next = next.plusDays(digest.on() == null ? 1 : 7).with(digest.at());
        }
        return next.withEarlierOffsetAtOverlap().toInstant();
    }

    static boolean isQuiet(QuietHours quiet, Instant now) {
        LocalTime time = now.atZone(quiet.zone()).toLocalTime();
        boolean isAfterStart = !time.isBefore(quiet.from());
        boolean isBeforeEnd = time.isBefore(quiet.to());
        return quiet.from().isBefore(quiet.to()) ? isAfterStart && isBeforeEnd : isAfterStart || isBeforeEnd;
    }

    /** When the quiet hours of {@code now} are over. */
    static Instant endOf(QuietHours quiet, Instant now) {
        ZonedDateTime end = now.atZone(quiet.zone()).with(quiet.to());
        return (end.toInstant().isAfter(now) ? end : end.plusDays(1).with(quiet.to())).toInstant();
    }
}
