package dev.gatewaysync.ingest.source;

import dev.gatewaysync.ingest.answer.ApiException;
import dev.gatewaysync.ingest.answer.ProblemType;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Evaluates the rules of each source for one request at a time, in the order in which they came. A source whose expressions take long, and
 * that many send to, has one processor so and leaves the others to everybody else.
 */
final class EvaluationTurns {
    /** As many requests, of all sources, wait for their turn; they hold threads of the server, of which there are 200. */
    static final int MOST_WAITING = 100;

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final Map<String, Semaphore> turns = new ConcurrentHashMap<>();
    private final Semaphore waiting = new Semaphore(MOST_WAITING);
    private final Duration longestWait;

    /** @param longestWait for a turn; after it the sender is told to come again */
    EvaluationTurns(Duration longestWait) {
        this.longestWait = longestWait;
    }

    /** @throws ApiException 503 with {@code Retry-After} if the requests before this one take too long */
    <T> T inTurn(String source, Supplier<T> evaluation) {
        Semaphore turn = turns.computeIfAbsent(source, name -> new Semaphore(1, true));
        if (!isTaken(turn)) {
            throw ApiException.retryLater(
                    ProblemType.UNAVAILABLE,
                    "The rules of this source take longer than its requests leave time for; send it again",
                    RETRY_AFTER);
        }
        try {
            return evaluation.get();
        } finally {
            turn.release();
        }
    }

    int waiting() {
        return MOST_WAITING - waiting.availablePermits();
    }

    private boolean isTaken(Semaphore turn) {
        if (!waiting.tryAcquire()) {
            return false;
        }
        try {
            return turn.tryAcquire(longestWait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            waiting.release();
        }
    }
}
