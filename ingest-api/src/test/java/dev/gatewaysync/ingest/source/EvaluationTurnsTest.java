package dev.gatewaysync.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;

import dev.gatewaysync.ingest.answer.ApiException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EvaluationTurnsTest {
    private final CountDownLatch end = new CountDownLatch(1);
    private final ExecutorService senders = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        end.countDown();
        senders.shutdown();
    }

    @Test
    void of_one_source_one_request_is_evaluated_at_a_time_and_all_have_their_turn() {
        EvaluationTurns turns = new EvaluationTurns(Duration.ofMinutes(1));
        AtomicInteger together = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<CompletableFuture<Integer>> all = IntStream.range(0, 20)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> turns.inTurn("shop", () -> {
                            most.accumulateAndGet(together.incrementAndGet(), Math::max);
                            Thread.yield();
                            together.decrementAndGet();
                            return i;
                        }),
                        senders))
                .toList();

        assertThat(all.stream().map(CompletableFuture::join))
                .containsExactlyElementsOf(IntStream.range(0, 20).boxed().toList());
        assertThat(most).hasValue(1);
    }

    @Test
    void another_source_does_not_wait_for_it() throws InterruptedException {
        EvaluationTurns turns = new EvaluationTurns(Duration.ofMinutes(1));
        hold(turns);

        assertThat(turns.inTurn("forge", () -> "done")).isEqualTo("done");
    }

    @Test
    void who_waits_too_long_is_told_to_come_again() throws InterruptedException {
        EvaluationTurns turns = new EvaluationTurns(Duration.ofMillis(20));
        hold(turns);

        assertRefused(turns);
    }

    @Test
    void when_many_wait_the_next_is_told_so_at_once() throws InterruptedException {
        EvaluationTurns turns = new EvaluationTurns(Duration.ofMinutes(1));
        hold(turns);
        List<CompletableFuture<String>> waiting = IntStream.range(0, EvaluationTurns.MOST_WAITING)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> turns.inTurn("shop", () -> "done"), senders))
                .toList();
        await().until(() -> turns.waiting() == EvaluationTurns.MOST_WAITING);

        assertRefused(turns);

        end.countDown();
        assertThat(waiting).allSatisfy(one -> assertThat(one.join()).isEqualTo("done"));
    }

    @Test
    void what_fails_gives_its_turn_back() {
        EvaluationTurns turns = new EvaluationTurns(Duration.ofMillis(20));

        assertThatThrownBy(() -> turns.inTurn("shop", () -> {
                    throw new IllegalStateException("no");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(turns.inTurn("shop", () -> "done")).isEqualTo("done");
    }

    private static void assertRefused(EvaluationTurns turns) {
        assertThatThrownBy(() -> turns.inTurn("shop", () -> "done"))
                .asInstanceOf(type(ApiException.class))
                .satisfies(refusal -> {
                    assertThat(refusal.reason().status()).isEqualTo(503);
                    assertThat(refusal.headers()).containsEntry("Retry-After", "5");
                });
    }

    private void hold(EvaluationTurns turns) throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        senders.execute(() -> turns.inTurn("shop", () -> {
            begun.countDown();
            awaitEnd();
            return "";
        }));
        begun.await();
    }

    private void awaitEnd() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
