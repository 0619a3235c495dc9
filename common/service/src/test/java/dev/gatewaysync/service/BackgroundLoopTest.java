package dev.gatewaysync.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BackgroundLoopTest {
    private static final CountDownLatch NEVER = new CountDownLatch(1);

    @Test
    void a_loop_that_was_started_takes_steps_however_fast_its_thread_is() throws Exception {
        for (int i = 0; i < 20_000; i++) {
            CountDownLatch taken = new CountDownLatch(1);
            BackgroundLoop loop = new BackgroundLoop("loop", () -> {
                taken.countDown();
                NEVER.await();
            });
            loop.start();
            assertThat(taken.await(30, TimeUnit.SECONDS)).as("loop %d", i).isTrue();
            loop.stopNow();
        }
    }

    @Test
    void it_can_be_started_again() throws Exception {
        Semaphore steps = new Semaphore(0);
        BackgroundLoop loop = new BackgroundLoop("loop", () -> {
            steps.release();
            NEVER.await();
        });
        loop.start();
        loop.start();
        assertThat(steps.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
        loop.stopNow();
        assertThat(loop.isRunning()).isFalse();

        loop.start();
        assertThat(steps.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
        assertThat(loop.isRunning()).isTrue();
        assertThat(steps.availablePermits()).as("one thread, not two").isZero();
        loop.stopNow();
    }

    @Test
    void a_stop_lets_the_step_come_to_its_end() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicInteger ended = new AtomicInteger();
        BackgroundLoop loop = new BackgroundLoop("loop", () -> {
            begun.countDown();
            goOn.await(30, TimeUnit.SECONDS);
            ended.incrementAndGet();
        });
        loop.start();
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
        loop.stop();
        goOn.countDown();
        await().until(() -> ended.get() == 1);
    }

    @Test
    void it_goes_on_after_a_step_that_failed() throws Exception {
        CountDownLatch second = new CountDownLatch(2);
        BackgroundLoop loop = new BackgroundLoop("loop", () -> {
            second.countDown();
            throw new IllegalStateException("the first fails, too");
        });
        loop.start();
        assertThat(second.await(30, TimeUnit.SECONDS)).isTrue();
        loop.stopNow();
    }

    /** Such as a class that cannot be loaded while there are no descriptors left. */
    @Test
    void it_goes_on_after_an_error() throws Exception {
        CountDownLatch second = new CountDownLatch(2);
        BackgroundLoop loop = new BackgroundLoop("loop", () -> {
            second.countDown();
            throw new NoClassDefFoundError("Some");
        });
        loop.start();
        assertThat(second.await(30, TimeUnit.SECONDS)).isTrue();
        loop.stopNow();
    }
}
