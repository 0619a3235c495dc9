package dev.gatewaysync.discord.bot.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LoginPauseTest {
    private final LoginPause pause = new LoginPause();

    @Test
    void a_token_that_was_refused_for_moments_is_tried_again_within_half_a_minute() {
        assertThat(pause.afterRefusedToken().plus(pause.afterRefusedToken())).isLessThan(Duration.ofSeconds(30));
    }

    @Test
    void a_token_that_stays_refused_costs_few_requests_a_day() {
        Duration day = Duration.ofHours(24);
        Duration waited = Duration.ZERO;
        int asked = 0;
        while (waited.compareTo(day) < 0) {
            waited = waited.plus(pause.afterRefusedToken());
            asked++;
        }
        assertThat(asked).isLessThan(400);
    }

    @Test
    void failures_are_waited_for_longer_and_longer_until_a_login_stands() {
        assertThat(pause.afterFailure()).hasSeconds(5);
        assertThat(pause.afterFailure()).hasSeconds(10);
        for (int i = 0; i < 50; i++) {
            pause.afterFailure();
        }
        assertThat(pause.afterFailure()).hasSeconds(LoginPause.SLOWEST_SECONDS);
        pause.loggedIn();
        assertThat(pause.afterFailure()).hasSeconds(5);
    }
}
