package dev.gatewaysync.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LoopTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final CountDownLatch NEVER = new CountDownLatch(1);

    private final ManualClock clock = new ManualClock();
    private final AtomicInteger rounds = new AtomicInteger();
    private Loop loop = settings().running(() -> {
        rounds.incrementAndGet();
        return MINUTE;
    });

    private Loop.Settings settings() {
        return Loop.named("loop").clock(clock);
    }

    @AfterEach
    void stop() {
        loop.stop(Duration.ZERO);
    }

    @Test
    void the_next_round_follows_after_the_time_that_the_last_one_has_said() throws Exception {
        loop.start();
        clock.awaitWaiting(1);
        clock.tick(MINUTE.minusNanos(1));
        assertThat(rounds).hasValue(1);
        clock.tick(Duration.ofNanos(1));
        clock.awaitWaiting(1);
        assertThat(rounds).hasValue(2);
    }

    @Test
    void the_first_round_can_be_later_than_the_start() throws Exception {
        loop = settings().firstAfter(MINUTE).running(() -> {
            rounds.incrementAndGet();
            return MINUTE;
        });
        loop.start();
        clock.awaitWaiting(1);
        assertThat(rounds).hasValue(0);
        clock.tick(MINUTE);
        clock.awaitWaiting(1);
        assertThat(rounds).hasValue(1);
    }

    @Test
    void a_wake_up_begins_the_next_round_at_once() throws Exception {
        LinkedBlockingQueue<Integer> done = new LinkedBlockingQueue<>();
        loop = settings().running(() -> {
            done.add(rounds.incrementAndGet());
            return MINUTE;
        });
        loop.start();
        assertThat(done.take()).isEqualTo(1);
        loop.wake();
        assertThat(done.take()).isEqualTo(2);
    }

    @Test
    void wake_ups_during_a_round_are_followed_by_one_more() throws Exception {
        loop = settings().running(() -> {
            if (rounds.incrementAndGet() == 1) {
                loop.wake();
                loop.wake();
            }
            return MINUTE;
        });
        loop.start();
        clock.awaitWaiting(1);
        assertThat(rounds).hasValue(2);
    }

    /** Such as a class that cannot be loaded while there are no descriptors left. */
    @Test
    void it_goes_on_a_second_after_a_failure_or_an_error() throws Exception {
        loop = settings().running(() -> {
            if (rounds.incrementAndGet() == 1) {
                throw new IllegalStateException("the first");
            }
            throw new NoClassDefFoundError("every other");
        });
        loop.start();
        for (int round = 1; round <= 3; round++) {
            clock.awaitWaiting(1);
            assertThat(rounds).hasValue(round);
            loop.wake();
            clock.tick(Duration.ofSeconds(1));
        }
    }

    @Test
    void the_owner_may_say_how_long_it_waits_after_a_failure() throws Exception {
        List<String> failures = new CopyOnWriteArrayList<>();
        loop = settings()
                .afterFailure(failure -> {
                    failures.add(String.valueOf(failure.getMessage()));
                    return MINUTE;
                })
                .running(() -> {
                    throw new IllegalStateException("failure " + rounds.incrementAndGet());
                });
        loop.start();
        clock.awaitWaiting(1);
        clock.tick(MINUTE);
        clock.awaitWaiting(1);
        assertThat(failures).containsExactly("failure 1", "failure 2");
    }

    @Test
    void an_owner_whose_answer_to_a_failure_fails_does_not_end_it() throws Exception {
        loop = settings()
                .afterFailure(failure -> {
                    throw new IllegalStateException("and that as well");
                })
                .running(() -> {
                    throw new IllegalStateException("failure " + rounds.incrementAndGet());
                });
        loop.start();
        clock.awaitWaiting(1);
        clock.tick(Duration.ofSeconds(1));
        clock.awaitWaiting(1);
        assertThat(rounds).hasValue(2);
    }

    @Test
    void an_interrupt_that_is_no_stop_does_not_end_it() throws Exception {
        loop = settings().running(() -> {
            if (rounds.incrementAndGet() == 1) {
                Thread.currentThread().interrupt();
            }
            return MINUTE;
        });
        loop.start();
        clock.awaitWaiting(1);
        assertThat(rounds).hasValue(2);
    }

    @Test
    void a_stop_ends_the_wait_between_rounds() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        loop = settings().atEnd(ended::countDown).running(() -> MINUTE);
        loop.start();
        clock.awaitWaiting(1);
        loop.stop();
        assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(loop.isRunning()).isFalse();
    }

    @Test
    void a_stop_lets_the_round_come_to_its_end_and_the_last_word_follows() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        List<String> order = new CopyOnWriteArrayList<>();
        CountDownLatch ended = new CountDownLatch(1);
        loop = settings()
                .atEnd(() -> {
                    order.add("end");
                    ended.countDown();
                })
                .running(() -> {
                    begun.countDown();
                    goOn.await();
                    order.add("round");
                    return Duration.ZERO;
                });
        loop.start();
        begun.await();
        loop.stop();
        goOn.countDown();
        assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(order).containsExactly("round", "end");
    }

    @Test
    void a_round_that_outlasts_the_patience_is_interrupted() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        loop = settings().atEnd(ended::countDown).running(() -> {
            begun.countDown();
            NEVER.await();
            return Duration.ZERO;
        });
        loop.start();
        begun.await();
        loop.stop(Duration.ofMillis(1));
        assertThat(ended.getCount()).isZero();
    }

    @Test
    void a_round_can_end_its_loop() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        loop = settings().atEnd(ended::countDown).running(() -> {
            rounds.incrementAndGet();
            loop.stop();
            return Duration.ZERO;
        });
        loop.start();
        assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(rounds).hasValue(1);
    }

    @Test
    void it_can_be_started_again_with_one_thread() throws Exception {
        Semaphore begun = new Semaphore(0);
        loop = settings().running(() -> {
            begun.release();
            NEVER.await();
            return MINUTE;
        });
        loop.start();
        loop.start();
        begun.acquire();
        loop.stopNow();
        loop.start();
        begun.acquire();
        assertThat(loop.isRunning()).isTrue();
        assertThat(begun.availablePermits()).isZero();
    }

    @Test
    void a_loop_that_was_started_does_a_round_however_fast_its_thread_is() throws Exception {
        for (int i = 0; i < 2_000; i++) {
            CountDownLatch done = new CountDownLatch(1);
            Loop quick = Loop.named("quick").running(() -> {
                done.countDown();
                return MINUTE;
            });
            quick.start();
            assertThat(done.await(30, TimeUnit.SECONDS)).as("loop %d", i).isTrue();
            quick.stop();
        }
    }
}
