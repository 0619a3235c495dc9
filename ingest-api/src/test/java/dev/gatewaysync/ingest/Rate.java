package dev.gatewaysync.ingest;

import dev.gatewaysync.testkit.Pause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiPredicate;

/** Senders that each send one thing after the other, together so many a second. */
final class Rate implements AutoCloseable {
    private static final int SENDERS = 8;

    private final ConcurrentHashMap<Integer, Integer> accepted = new ConcurrentHashMap<>();
    private final List<Throwable> failures = new ArrayList<>();
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final List<Thread> threads = new ArrayList<>();
    private final CountDownLatch underWay = new CountDownLatch(SENDERS);

    /**
     * @param perSecond of all senders together
     * @param send of a sender and its next number; whether it was accepted, else its sender ends
     */
    Rate(int perSecond, BiPredicate<Integer, Integer> send) {
        long pause = Duration.ofSeconds(SENDERS).toNanos() / perSecond;
        for (int sender = 0; sender < SENDERS; sender++) {
            int name = sender;
            threads.add(Thread.ofPlatform().name("sender-" + name).start(() -> run(name, pause, send)));
        }
    }

    /** Returns when every sender has had its first answer. */
    void awaitFirstAnswers() throws InterruptedException {
        underWay.await();
    }

    /** Ends the senders; returns how many of each were accepted, and throws what went wrong. */
    ConcurrentHashMap<Integer, Integer> stop() throws InterruptedException {
        stopped.set(true);
        for (Thread thread : threads) {
            thread.join();
        }
        synchronized (failures) {
            if (!failures.isEmpty()) {
                throw new AssertionError(failures.size() + " senders failed", failures.getFirst());
            }
        }
        return accepted;
    }

    @Override
    public void close() {
        stopped.set(true);
    }

    private void run(int name, long pause, BiPredicate<Integer, Integer> send) {
        try {
            long due = System.nanoTime();
            for (int n = 0; !stopped.get(); n++) {
                if (!send.test(name, n)) {
                    return;
                }
                accepted.put(name, n + 1);
                underWay.countDown();
                due += pause;
                long early = due - System.nanoTime();
                if (early > 0) {
                    Pause.of(Duration.ofNanos(early));
                }
            }
        } catch (RuntimeException | Error e) {
            synchronized (failures) {
                failures.add(e);
            }
        } finally {
            underWay.countDown();
        }
    }
}
