package dev.gatewaysync.cards;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DiscordTimestampTest {
    @Test
    void a_time_is_shown_in_each_readers_zone_and_anything_else_as_it_was_typed() {
        assertThat(DiscordTimestamp.shown("2025-09-06T14:00:00+02:00")).isEqualTo("<t:1757160000:f>");
        assertThat(DiscordTimestamp.shown("in an *hour*\nor two")).isEqualTo("in an \\*hour\\* or two");
        assertThat(DiscordTimestamp.shown(null)).isEmpty();
    }
}
