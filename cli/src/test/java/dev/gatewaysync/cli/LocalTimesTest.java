package dev.gatewaysync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class LocalTimesTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void times_are_shown_in_the_readers_zone_with_its_offset_on_both_sides_of_a_change() {
        assertThat(LocalTimes.in("2026-11-28T23:25:18.760Z", BERLIN)).isEqualTo("2026-11-29 00:25:18 +01:00");
        assertThat(LocalTimes.in("waits since 2026-07-01T12:00:00Z, it says", BERLIN))
                .isEqualTo("waits since 2026-07-01 14:00:00 +02:00, it says");
    }

    @Test
    void what_only_resembles_a_time_stays() {
        for (String text : new String[] {"2026-13-40T25:61:00Z", "2026-01-31", "v2026-01-31T1", ""}) {
            assertThat(LocalTimes.in(text, BERLIN)).isEqualTo(text);
        }
    }
}
