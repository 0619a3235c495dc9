package dev.gatewaysync.cards;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.language.Language;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0 s",
        "59, 59 s",
        "60, 1 min",
        "61, 1 min 1 s",
        "3599, 59 min 59 s",
        "3600, 1 h",
        "3659, 1 h",
        "7500, 2 h 5 min",
        "86399, 23 h 59 min",
        "86400, 1 d",
        "90000, 1 d 1 h",
        "259199, 2 d 23 h"
    })
    void a_duration_is_told_in_its_two_largest_units(long seconds, String expected) {
        assertThat(Numbers.duration(seconds, Language.ENGLISH)).isEqualTo(expected);
    }

    @Test
    void a_duration_is_told_in_the_servers_language() {
        assertThat(Numbers.duration(90_000, Language.GERMAN)).isEqualTo("1 Tg. 1 Std.");
    }
}
