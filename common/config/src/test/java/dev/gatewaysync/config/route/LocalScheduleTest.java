package dev.gatewaysync.config.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.config.QuietHours;
import dev.gatewaysync.config.Route;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalScheduleTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    /** The clocks go forward in the night to 2026-03-29 and back in the night to 2026-10-25. */
    @ParameterizedTest
    @CsvSource({
        "18:00,       , 2026-01-01T12:00:00Z, 2026-01-01T17:00:00Z",
        "18:00,       , 2026-01-01T17:00:00Z, 2026-01-02T17:00:00Z",
        "18:00,       , 2026-03-28T18:00:00Z, 2026-03-29T16:00:00Z",
        "18:00,       , 2026-10-24T18:00:00Z, 2026-10-25T17:00:00Z",
        // A time that is left out that night is an hour later; one that comes twice is its first.
        "02:30,       , 2026-03-28T12:00:00Z, 2026-03-29T01:30:00Z",
        "02:30,       , 2026-03-29T12:00:00Z, 2026-03-30T00:30:00Z",
        "02:30,       , 2026-10-24T12:00:00Z, 2026-10-25T00:30:00Z",
        "02:30,       , 2026-10-25T00:30:00Z, 2026-10-26T01:30:00Z",
        // Thursday, then the Friday itself before and after its time.
        "18:00, FRIDAY, 2026-01-01T12:00:00Z, 2026-01-02T17:00:00Z",
        "18:00, FRIDAY, 2026-01-02T12:00:00Z, 2026-01-02T17:00:00Z",
        "18:00, FRIDAY, 2026-01-02T17:00:00Z, 2026-01-09T17:00:00Z",
    })
    void a_digest_is_shown_at_its_local_time(LocalTime at, DayOfWeek on, Instant now, Instant next) {
        assertThat(LocalSchedule.next(new Route.Digest(on, at, BERLIN), now)).isEqualTo(next);
    }

    @ParameterizedTest
    @CsvSource({
        "22:00, 07:00, 2026-01-01T20:59:59Z, false, ",
        "22:00, 07:00, 2026-01-01T21:00:00Z, true,  2026-01-02T06:00:00Z",
        "22:00, 07:00, 2026-01-02T05:59:59Z, true,  2026-01-02T06:00:00Z",
        "22:00, 07:00, 2026-01-02T06:00:00Z, false, ",
        "12:00, 14:00, 2026-01-02T12:00:00Z, true,  2026-01-02T13:00:00Z",
        "12:00, 14:00, 2026-01-02T13:00:00Z, false, ",
        // Over the night in which the clocks go forward the hours are shorter.
        "22:00, 07:00, 2026-03-28T22:00:00Z, true,  2026-03-29T05:00:00Z",
    })
    void quiet_hours_are_those_of_the_place(LocalTime from, LocalTime to, Instant now, boolean quiet, Instant end) {
        QuietHours hours = new QuietHours(from, to, BERLIN, Set.of(), Set.of());

        assertThat(LocalSchedule.isQuiet(hours, now)).isEqualTo(quiet);
        if (quiet) {
            assertThat(LocalSchedule.endOf(hours, now)).isEqualTo(end);
        }
    }
}
