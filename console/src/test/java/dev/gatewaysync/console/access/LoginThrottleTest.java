package dev.gatewaysync.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.testkit.SettableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LoginThrottleTest {
    private static final int TRIES = 10;

    private final SettableClock clock = new SettableClock(java.time.Instant.EPOCH);
    private final LoginThrottle throttle = new LoginThrottle(clock, TRIES);

    @Test
    void the_tenth_wrong_token_makes_its_address_wait_for_the_minute_to_end() {
        fail("10.0.0.1", TRIES - 1);
        assertThat(throttle.wait("10.0.0.1")).isZero();
        fail("10.0.0.1", 1);
        assertThat(throttle.wait("10.0.0.1")).isEqualTo(LoginThrottle.WINDOW);
        assertThat(throttle.wait("10.0.0.2")).isZero();
    }

    @Test
    void after_the_minute_it_starts_anew() {
        fail("10.0.0.1", TRIES);
        clock.advance(LoginThrottle.WINDOW.plus(Duration.ofMillis(1)));
        assertThat(throttle.wait("10.0.0.1")).isZero();
        fail("10.0.0.1", 1);
        assertThat(throttle.wait("10.0.0.1")).isZero();
    }

    @Test
    void of_very_many_the_one_whose_minute_began_first_is_forgotten_first() {
        fail("a", 1);
        clock.advance(Duration.ofSeconds(50));
        fail("b", TRIES);
        clock.advance(Duration.ofSeconds(11));
        fail("a", TRIES);
        for (int other = 0; other < 9_999; other++) {
            fail("other " + other, 1);
        }
        assertThat(throttle.wait("b")).as("begun before a's second minute").isZero();
        assertThat(throttle.wait("a")).isEqualTo(LoginThrottle.WINDOW);
    }

    private void fail(String address, int times) {
        for (int i = 0; i < times; i++) {
            throttle.failed(address);
        }
    }
}
