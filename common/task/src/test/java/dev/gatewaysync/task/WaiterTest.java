package dev.gatewaysync.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WaiterTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final ManualClock clock = new ManualClock();
    private final Waiter waiter = new Waiter(clock);

    @Test
    void sleep_is_over_with_its_time_and_not_with_a_wake_up() throws Exception {
        FutureTask<Boolean> sleep = waiting(() -> waiter.sleep(HOUR));
        waiter.wake();
        clock.tick(HOUR.minusNanos(1));
        assertThat(sleep.isDone()).isFalse();
        clock.tick(Duration.ofNanos(1));
        assertThat(sleep.get()).isTrue();
    }

    @Test
    void a_stop_ends_sleep_and_is_said() throws Exception {
        FutureTask<Boolean> sleep = waiting(() -> waiter.sleep(HOUR));
        waiter.stop();
        assertThat(sleep.get()).isFalse();
        assertThat(waiter.sleep(HOUR)).as("a stop is for good").isFalse();
    }

    @Test
    void a_wake_up_ends_await_and_is_said() throws Exception {
        FutureTask<Boolean> await = waiting(() -> waiter.await(HOUR));
        waiter.wake();
        assertThat(await.get()).isTrue();
    }

    @Test
    void await_is_over_with_its_time() throws Exception {
        FutureTask<Boolean> await = waiting(() -> waiter.await(HOUR));
        clock.tick(HOUR);
        assertThat(await.get()).isFalse();
    }

    @Test
    void wake_ups_before_await_count_as_one() throws Exception {
        waiter.wake();
        waiter.wake();
        assertThat(waiter.await(HOUR)).isTrue();
        assertThat(waiter.await(Duration.ZERO)).isFalse();
    }

    @Test
    void a_wake_up_that_was_forgotten_ends_nothing() throws Exception {
        waiter.wake();
        waiter.forgetWake();
        assertThat(waiter.await(Duration.ZERO)).isFalse();
    }

    @Test
    void a_part_is_woken_alone_and_stops_with_the_whole() throws Exception {
        Waiter part = waiter.part();
        waiter.wake();
        assertThat(part.await(Duration.ZERO)).isFalse();
        part.wake();
        assertThat(part.await(HOUR)).isTrue();
        FutureTask<Boolean> sleep = waiting(() -> part.sleep(HOUR));
        waiter.stop();
        assertThat(sleep.get()).isFalse();
        assertThat(waiter.part().isStopped()).isTrue();
    }

    private FutureTask<Boolean> waiting(Callable<Boolean> wait) throws InterruptedException {
        FutureTask<Boolean> task = new FutureTask<>(wait);
        Thread.ofVirtual().start(task);
        clock.awaitWaiting(1);
        return task;
    }
}
