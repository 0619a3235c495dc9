package dev.gatewaysync.storage;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets the transactions of this process write to one SQLite file one after the other, first come first served. SQLite itself lets who
 * finds the file locked look again after 1, 2, 5, 10 ms and longer, whoever has come meanwhile, and a thread that waits so holds its
 * carrier.
 *
 * <p>It only makes waiting shorter: who has waited for as long as SQLite would let them goes on without a turn, and SQLite decides, as
 * it does between processes.
 */
final class WriteTurn {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Map<String, Semaphore> FILES = new ConcurrentHashMap<>();

    private final Semaphore file;
    private boolean taken;

    private WriteTurn(Semaphore file) {
        this.file = file;
    }

    /** Of one connection. */
    static WriteTurn of(String file) {
        return new WriteTurn(FILES.computeIfAbsent(file, any -> new Semaphore(1, true)));
    }

    void take() {
        try {
            taken = taken || file.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void end() {
        if (taken) {
            taken = false;
            file.release();
        }
    }
}
