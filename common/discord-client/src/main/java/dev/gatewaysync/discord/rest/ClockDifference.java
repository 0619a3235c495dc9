package dev.gatewaysync.discord.rest;

import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * How far our wall clock has been from Discord's, by the {@code Date} of its answers; to the second, and to the time that an answer
 * takes.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-6.6.1">RFC 9110, Date</a>
 */
final class ClockDifference {
    /** More is no clock that is wrong, but an answer that is. */
    private static final Duration MOST = Duration.ofDays(1);

    private final Clock wallClock;
    private Duration furthest = Duration.ZERO;

    ClockDifference(Clock wallClock) {
        this.wallClock = wallClock;
    }

    void answered(HttpHeaders headers) {
        headers.firstValue("Date").flatMap(ClockDifference::read).ifPresent(this::answered);
    }

    private synchronized void answered(Instant dated) {
        Duration now = Duration.between(wallClock.instant(), dated).abs();
        if (now.compareTo(furthest) > 0 && now.compareTo(MOST) <= 0) {
            furthest = now;
        }
    }

    /** Since the start: what was written down while it was wrong may be read when it is right again. */
    synchronized Duration furthest() {
        return furthest;
    }

    private static Optional<Instant> read(String date) {
        try {
            return Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from));
        } catch (DateTimeException noDate) {
            return Optional.empty();
        }
    }
}
