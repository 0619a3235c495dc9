package dev.gatewaysync.discord.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnowflakesTest {
    private static final String DISCORDS_EPOCH = "2015-01-01T00:00:00Z";
    private static final Instant LAST = Instant.parse("2154-05-15T07:35:11.103Z");

    @ParameterizedTest
    @ValueSource(
            strings = {
                DISCORDS_EPOCH,
                "2015-01-01T00:00:00.001Z",
                "2025-09-06T12:34:56.789Z",
                "2154-05-15T07:35:11.103Z"
            })
    void the_first_id_of_a_moment_was_made_in_it_and_the_one_before_was_not(String moment) {
        Instant time = Instant.parse(moment);
        String first = Snowflakes.firstAt(time);

        assertThat(Snowflakes.createdAt(first)).isEqualTo(time);
        if (!moment.equals(DISCORDS_EPOCH)) {
            assertThat(Snowflakes.createdAt(Snowflakes.before(first))).isEqualTo(time.minusMillis(1));
        }
    }

    @Test
    void what_an_id_cannot_hold_is_the_nearest_that_it_can() {
        assertThat(Snowflakes.firstAt(Instant.parse("2014-12-31T23:59:59.999Z")))
                .isEqualTo("0");
        assertThat(Snowflakes.firstAt(Instant.MIN)).isEqualTo("0");
        assertThat(Snowflakes.createdAt(Snowflakes.firstAt(LAST.plusMillis(1)))).isEqualTo(LAST);
        assertThat(Snowflakes.createdAt(Snowflakes.firstAt(Instant.MAX))).isEqualTo(LAST);
    }
}
