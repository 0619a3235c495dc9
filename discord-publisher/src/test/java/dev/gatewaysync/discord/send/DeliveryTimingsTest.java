package dev.gatewaysync.discord.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The waits that operators get. */
class DeliveryTimingsTest {
    private final DeliveryTimings timings = DeliveryTimings.standard();

    @Test
    void a_channel_that_refuses_access_is_tried_after_a_minute_and_each_time_after_twice_that_up_to_an_hour() {
        assertThat(IntStream.rangeClosed(1, 8).mapToObj(timings::permissionProbe))
                .extracting(Duration::toMinutes)
                .containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L);
        assertThat(timings.permissionProbe(10_000)).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void a_lost_message_is_looked_for_1_3_7_and_15_seconds_after_it_was_asked_for() {
        assertThat(IntStream.range(0, 4).mapToObj(timings::untilLook))
                .extracting(Duration::toSeconds)
                .containsExactly(1L, 3L, 7L, 15L);
        assertThat(IntStream.range(0, 4).mapToObj(timings::nextLook))
                .extracting(Duration::toSeconds)
                .containsExactly(1L, 2L, 4L, 8L);
        assertThat(timings.nextLook(10_000)).isEqualTo(Duration.ofSeconds(1_024));
        assertThat(timings.untilLook(10_000)).isEqualTo(Duration.ofSeconds(2_047));
    }

    @Test
    void an_edit_that_may_come_late_is_looked_at_after_16_then_64_then_256_seconds() {
        assertThat(IntStream.range(0, DeliveryTimings.LOOKS_FOR_LATE_EDITS).mapToObj(timings::untilLateEdit))
                .extracting(Duration::toSeconds)
                .containsExactly(16L, 64L, 256L);
    }

    @Test
    void a_refused_token_is_asked_about_every_ten_seconds_for_ten_minutes_and_then_every_five_minutes() {
        assertThat(timings.credentialProbe(1)).isEqualTo(Duration.ofSeconds(10));
        assertThat(timings.credentialProbe(60)).isEqualTo(Duration.ofSeconds(10));
        assertThat(timings.credentialProbe(61)).isEqualTo(Duration.ofMinutes(5));
    }
}
