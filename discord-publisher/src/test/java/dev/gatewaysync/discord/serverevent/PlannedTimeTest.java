package dev.gatewaysync.discord.serverevent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlannedTimeTest {
    private static final Instant START = Instant.parse("2026-12-01T20:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2 hours | PT2H",
                "about 30 min | PT30M",
                "1h 30m | PT1H30M",
                "1-2 hours | PT2H",
                "1.5 hours | PT1H30M",
                "1,5 Stunden | PT1H30M",
                "90 Minuten | PT1H30M",
                "2 Tage | PT48H",
                "1 day and 2 hours | PT26H"
            })
    void people_say_how_long_it_takes(String words, Duration duration) {
        assertThat(PlannedTime.duration(words)).contains(duration);
    }

    @ParameterizedTest
    @CsvSource({"soon", "a while", "0 minutes", "3 houses", "99999 days", "5"})
    void what_cannot_be_understood_is_no_duration(String words) {
        assertThat(PlannedTime.duration(words)).isEmpty();
    }

    @Test
    void the_end_is_what_was_given_else_as_long_as_was_said_else_as_usual() {
        assertThat(PlannedTime.end(START, "2026-12-01T23:30:00+01:00", "1 hour", PlannedTime.USUAL))
                .isEqualTo(START.plus(Duration.ofMinutes(150)));
        assertThat(PlannedTime.end(START, "2026-12-01T19:00:00Z", "30 minutes", PlannedTime.USUAL))
                .isEqualTo(START.plus(Duration.ofMinutes(30)));
        assertThat(PlannedTime.end(START, null, null, PlannedTime.USUAL)).isEqualTo(START.plus(PlannedTime.USUAL));
    }
}
