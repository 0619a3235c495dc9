package dev.gatewaysync.sync.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PeriodicTaskTest {
    /** An executor forgets a task that has thrown, without a word. */
    @Test
    void it_runs_again_whatever_ended_the_last_time() throws Exception {
        CountDownLatch third = new CountDownLatch(3);
        PeriodicTask task = new PeriodicTask("task", Duration.ZERO, Duration.ofMillis(1), () -> {
            third.countDown();
            if (third.getCount() == 2) {
                throw new IllegalStateException("the first time");
            }
            throw new StackOverflowError("every other");
        });
        task.start();
        try {
            assertThat(third.await(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            task.stop();
        }
    }
}
