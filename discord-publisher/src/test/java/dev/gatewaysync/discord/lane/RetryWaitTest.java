package dev.gatewaysync.discord.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.discord.send.DeliveryTimings;
import dev.gatewaysync.discord.send.SendResult;
import dev.gatewaysync.task.ManualClock;
import dev.gatewaysync.task.Waiter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RetryWaitTest {
    private static final DeliveryTimings TIMINGS = DeliveryTimings.standard();
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final ManualClock clock = new ManualClock();
    private final AtomicBoolean mayProbe = new AtomicBoolean(true);
    private final RetryWait wait = new RetryWait(TIMINGS, mayProbe::get, new Waiter(clock));

    @ParameterizedTest
    @EnumSource(names = {"SENT", "NOT_NEEDED", "FAILED", "SEND_ALONE", "EDIT_TARGET_GONE", "TARGET_DEAD", "DEFERRED"})
    void what_is_settled_is_followed_at_once(SendResult settled) {
        wait.after(settled);

        assertThat(wait.remaining()).isZero();
    }

    @ParameterizedTest
    @EnumSource(names = {"RETRY", "IN_DOUBT", "PAUSED"})
    void how_long_it_will_wait_is_known_before(SendResult result) {
        for (int i = 0; i < 5; i++) {
            Duration told = wait.next(result);
            wait.after(result);
            assertThat(wait.remaining()).isEqualTo(told);
        }
        assertThat(wait.next(SendResult.FAILED)).isNull();
    }

    @Test
    void whether_a_message_arrived_is_looked_for_after_a_second() {
        wait.after(SendResult.IN_DOUBT);
        assertThat(wait.remaining()).isEqualTo(TIMINGS.doubt());

        clock.tick(TIMINGS.doubt().minusMillis(1));
        assertThat(wait.remaining()).isEqualTo(Duration.ofMillis(1));

        clock.tick(Duration.ofMillis(1));
        assertThat(wait.remaining()).isZero();
    }

    @Test
    void each_doubt_waits_longer_than_the_one_before() {
        wait.after(SendResult.IN_DOUBT);
        clock.tick(TIMINGS.doubt());

        wait.after(SendResult.IN_DOUBT);

        assertThat(wait.remaining()).isGreaterThan(TIMINGS.doubt());
    }

    @Test
    void what_discord_did_not_do_is_tried_again_after_a_time_that_grows_and_at_once_after_a_success() {
        wait.after(SendResult.RETRY);
        assertThat(wait.remaining()).isPositive();
        for (int i = 0; i < 20; i++) {
            wait.after(SendResult.RETRY);
        }
        assertThat(wait.remaining()).isGreaterThan(Duration.ofSeconds(10));
        clock.tick(Duration.ofHours(1));

        wait.after(SendResult.SENT);
        wait.after(SendResult.RETRY);

        assertThat(wait.remaining()).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void a_channel_that_refuses_access_is_tried_after_a_minute_then_after_two() {
        wait.after(SendResult.PAUSED);
        assertThat(wait.remaining()).isEqualTo(MINUTE);
        clock.tick(MINUTE);
        assertThat(wait.remaining()).isZero();

        wait.after(SendResult.PAUSED);

        assertThat(wait.remaining()).isEqualTo(MINUTE.multipliedBy(2));
    }

    @Test
    void an_operator_ends_the_wait_for_a_channel_that_refuses_access_and_the_next_refusal_is_the_first() {
        wait.after(SendResult.PAUSED);
        clock.tick(MINUTE);
        wait.after(SendResult.PAUSED);

        wait.resume();
        assertThat(wait.remaining()).isZero();

        wait.after(SendResult.PAUSED);
        assertThat(wait.remaining()).isEqualTo(MINUTE);
    }

    @Test
    void nobody_ends_the_wait_for_what_may_have_arrived() {
        wait.after(SendResult.IN_DOUBT);

        wait.resume();

        assertThat(wait.remaining()).isEqualTo(TIMINGS.doubt());
    }

    @Test
    void it_waits_on_while_one_more_refused_request_would_be_too_many() {
        mayProbe.set(false);
        wait.after(SendResult.PAUSED);
        clock.tick(MINUTE);
        assertThat(wait.remaining()).isPositive();

        mayProbe.set(true);
        clock.tick(TIMINGS.permissionProbe());

        assertThat(wait.remaining()).isZero();
    }
}
