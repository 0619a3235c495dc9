package dev.gatewaysync.ingest.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysync.service.settings.Settings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateLimitTest {
    @Test
    void a_limit_is_requests_per_time() {
        assertThat(RateLimit.parse("600/1m")).isEqualTo(new RateLimit(600, Duration.ofMinutes(1)));
        assertThat(RateLimit.parse("5 / 30s")).isEqualTo(new RateLimit(5, Duration.ofSeconds(30)));
    }

    @Test
    void it_can_be_turned_off_and_has_a_default() {
        assertThat(RateLimit.read(new Settings(Map.of("INGEST_RATE_LIMIT", "off"))))
                .isEmpty();
        assertThat(RateLimit.read(new Settings(Map.of()))).contains(new RateLimit(600, Duration.ofMinutes(1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"600", "0/1m", "-1/1m", "x/1m", "5/", "5/0s", "5/1m/2", "many"})
    void anything_else_stops_the_start(String text) {
        Settings settings = new Settings(Map.of("INGEST_RATE_LIMIT", text));
        RateLimit.read(settings);
        assertThatThrownBy(settings::check)
                .hasMessageContaining("INGEST_RATE_LIMIT")
                .hasMessageContaining("600/1m");
    }
}
