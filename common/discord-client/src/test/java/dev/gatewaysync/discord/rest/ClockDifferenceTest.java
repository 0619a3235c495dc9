package dev.gatewaysync.discord.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClockDifferenceTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final ClockDifference difference = new ClockDifference(Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void nothing_is_known_before_the_first_answer_and_by_one_without_a_date() {
        difference.answered(HttpHeaders.of(Map.of(), (name, value) -> true));
        answered("yesterday");

        assertThat(difference.furthest()).isZero();
    }

    @Test
    void the_furthest_counts_in_either_direction_also_when_the_clock_is_right_again() {
        answered("Sun, 01 Mar 2026 11:11:22 GMT");
        answered("Sun, 01 Mar 2026 12:31:00 GMT");
        answered("Sun, 01 Mar 2026 12:00:00 GMT");

        assertThat(difference.furthest()).isEqualTo(Duration.ofMinutes(48).plusSeconds(38));
    }

    @Test
    void an_answer_that_is_dated_days_off_says_nothing_of_our_clock() {
        answered("Mon, 01 Jan 0001 00:00:00 GMT");
        answered("Thu, 01 Jan 1970 00:00:00 GMT");
        answered("Tue, 03 Mar 2026 12:00:00 GMT");

        assertThat(difference.furthest()).isZero();
    }

    private void answered(String date) {
        difference.answered(HttpHeaders.of(Map.of("date", List.of(date)), (name, value) -> true));
    }
}
