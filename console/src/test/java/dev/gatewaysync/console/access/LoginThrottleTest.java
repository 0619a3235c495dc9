package dev.gatewaysync.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.testkit.SettableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LoginThrottleTest {
    private final SettableClock clock = new SettableClock(java.time.Instant.EPOCH);
    private final LoginThrottle throttle = new LoginThrottle(clock);

    @Test
    void the_tenth_wrong_token_makes_its_address_wait_for_the_minute_to_end() {
        fail("10.0.0.1", LoginThrottle.TRIES - 1);
        assertThat(throttle.wait("10.0.0.1")).isZero();
        fail("10.0.0.1", 1);
        assertThat(throttle.wait("10.0.0.1")).isEqualTo(LoginThrottle.WINDOW);
        assertThat(throttle.wait("10.0.0.2")).isZero();
    }

    @Test
    void after_the_minute_it_starts_anew() {
        fail("10.0.0.1", LoginThrottle.TRIES);
        clock.advance(LoginThrottle.WINDOW.plus(Duration.ofMillis(1)));
        assertThat(throttle.wait("10.0.0.1")).isZero();
        fail("10.0.0.1", 1);
        assertThat(throttle.wait("10.0.0.1")).isZero();
    }

    private void fail(String address, int times) {
        for (int i = 0; i < times; i++) {
            throttle.failed(address);
        }
    }
}
