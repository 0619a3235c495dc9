package dev.gatewaysync.sync.mainapp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RetryAfterTest {
    private static final Instant TIME = Instant.ofEpochSecond(1_614_265_330);

    @Test
    void retry_after_is_seconds_or_a_date_and_nonsense_says_nothing() {
        assertThat(retryAfter("120")).isEqualTo(Duration.ofMinutes(2));
        assertThat(retryAfter("Thu, 25 Feb 2021 15:03:10 GMT")).isEqualTo(Duration.ofMinutes(1));
        assertThat(retryAfter("Thu, 25 Feb 2020 15:03:10 GMT")).isZero();
        assertThat(retryAfter("Tue, 25 Feb 2020 15:03:10 GMT")).isZero();
        assertThat(retryAfter("soon")).isZero();
        assertThat(retryAfter("-5")).isZero();
        assertThat(retryAfter("999999999")).isEqualTo(RetryAfter.LONGEST);
        assertThat(RetryAfter.of(Optional.empty(), TIME)).isZero();
    }

    private static Duration retryAfter(String header) {
        return RetryAfter.of(Optional.of(header), TIME);
    }
}
