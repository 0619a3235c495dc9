package dev.gatewaysync.sync.database;

import dev.gatewaysync.messaging.HandlingFailure;
import dev.gatewaysync.messaging.TransientFailure;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Transactions whose failures have a kind. A deadlock or a lost race is tried again at once, up to three times. */
@Component
public final class WorkerTransactions {
    private static final int ATTEMPTS = 3;

    private final TransactionTemplate transactions;

    public WorkerTransactions(TransactionTemplate transactions) {
        this.transactions = transactions;
    }

    /** @throws HandlingFailure in the kind that fits */
    public <T> T execute(Supplier<T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                @Nullable T result = transactions.execute(status -> work.get());
                if (result == null) {
                    throw new IllegalStateException("A transaction's work must return something");
                }
                return result;
            } catch (RuntimeException e) {
                HandlingFailure failure = DatabaseFailures.classify(e);
                if (!(failure instanceof TransientFailure) || attempt == ATTEMPTS) {
                    throw failure;
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(10, 60));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
