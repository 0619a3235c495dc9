package dev.gatewaysync.discord.bot.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class IdentifyBackoffTest {
    private long now = Long.MAX_VALUE - 1_000;
    private final IdentifyBackoff pace = new IdentifyBackoff(() -> now);

    @Test
    void a_gateway_that_is_away_is_tried_at_once_and_then_less_and_less_often() {
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            waits.add(identify().toSeconds());
        }
        assertThat(waits).containsExactly(0L, 5L, 10L, 20L, 40L, 80L, 160L, 300L, 300L);
    }

    @Test
    void a_day_without_a_gateway_leaves_something_of_the_budget() {
        Duration day = Duration.ofHours(24);
        Duration waited = Duration.ZERO;
        int identifies = 0;
        while (waited.compareTo(day) < 0) {
            waited = waited.plus(identify());
            identifies++;
        }
        assertThat(identifies).isLessThan(IdentifyBudget.MOST);
    }

    @Test
    void a_session_that_stood_for_long_is_replaced_at_once() {
        identify();
        identify();
        pass(Duration.ofMinutes(10));
        assertThat(pace.next()).isZero();
    }

    @Test
    void the_time_that_a_session_stood_counts_as_waited() {
        identify();
        pass(Duration.ofSeconds(3));
        assertThat(pace.next()).isEqualTo(Duration.ofSeconds(2));
        pass(Duration.ofSeconds(30));
        assertThat(pace.next()).isZero();
    }

    private Duration identify() {
        Duration wait = pace.next();
        pass(wait);
        return wait;
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }
}
