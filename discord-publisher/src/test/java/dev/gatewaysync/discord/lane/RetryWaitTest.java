package dev.gatewaysync.discord.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.discord.send.DeliveryTimings;
import dev.gatewaysync.discord.send.SendResult;
import dev.gatewaysync.task.ManualClock;
import dev.gatewaysync.task.Waiter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class RetryWaitTest {
    private static final DeliveryTimings TIMINGS = DeliveryTimings.standard();

    private final ManualClock clock = new ManualClock();
    private final Waiter waiter = new Waiter(clock);
    private final AtomicBoolean mayProbe = new AtomicBoolean(true);
    private final RetryWait wait = new RetryWait(TIMINGS, mayProbe::get, waiter);

    @ParameterizedTest
    @EnumSource(names = {"SENT", "NOT_NEEDED", "FAILED", "SEND_ALONE", "EDIT_TARGET_GONE", "TARGET_DEAD"})
    void what_is_settled_is_followed_at_once(SendResult settled) throws InterruptedException {
        wait.after(settled);

        assertThat(clock.nanoTime()).isZero();
    }

    @Test
    void whether_a_message_arrived_is_looked_for_after_a_second() throws InterruptedException {
        Thread waiting = after(SendResult.IN_DOUBT);

        assertThat(isOverWithin(waiting, TIMINGS.doubt().minusMillis(1))).isFalse();
        assertThat(isOverWithin(waiting, Duration.ofMillis(1))).isTrue();
    }

    @Test
    void a_second_doubt_waits_longer_than_the_first() throws InterruptedException {
        assertThat(isOverWithin(after(SendResult.IN_DOUBT), TIMINGS.doubt())).isTrue();

        assertThat(isOverWithin(after(SendResult.IN_DOUBT), TIMINGS.doubt())).isFalse();
    }

    @Test
    void a_channel_that_refuses_access_is_tried_after_a_minute_then_after_two() throws InterruptedException {
        Thread first = after(SendResult.PAUSED);
        assertThat(isOverWithin(first, Duration.ofSeconds(59))).isFalse();
        assertThat(isOverWithin(first, Duration.ofSeconds(1))).isTrue();

        Thread second = after(SendResult.PAUSED);
        assertThat(isOverWithin(second, Duration.ofSeconds(119))).isFalse();
        assertThat(isOverWithin(second, Duration.ofSeconds(1))).isTrue();
    }

    @Test
    void an_operator_ends_the_wait_for_a_channel_that_refuses_access() throws InterruptedException {
        Thread waiting = after(SendResult.PAUSED);

        wait.resume();

        assertThat(waiting.join(Duration.ofSeconds(30))).isTrue();
        assertThat(clock.nanoTime()).isZero();
    }

    @Test
    void it_waits_on_while_one_more_refused_request_would_be_too_many() throws InterruptedException {
        mayProbe.set(false);
        Thread waiting = after(SendResult.PAUSED);
        assertThat(isOverWithin(waiting, Duration.ofMinutes(1))).isFalse();

        mayProbe.set(true);

        assertThat(isOverWithin(waiting, Duration.ofMinutes(1))).isTrue();
    }

    @Test
    void a_stop_ends_every_wait() throws InterruptedException {
        Thread waiting = after(SendResult.PAUSED);

        waiter.stop();

        assertThat(waiting.join(Duration.ofSeconds(30))).isTrue();
    }

    private Thread after(SendResult result) throws InterruptedException {
        Thread waiting = Thread.ofVirtual().start(() -> {
            try {
                wait.after(result);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        clock.awaitWaiting(1);
        return waiting;
    }

    /** After {@code time} it either has ended or waits for the clock again. */
    private boolean isOverWithin(Thread waiting, Duration time) throws InterruptedException {
        clock.tick(time);
        Thread watching = Thread.ofVirtual().start(() -> {
            try {
                clock.awaitWaiting(1);
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        });
        while (!waiting.join(Duration.ofMillis(5))) {
            if (watching.join(Duration.ofMillis(5))) {
                return false;
            }
        }
        watching.interrupt();
        return true;
    }
}
