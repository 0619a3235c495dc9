package dev.gatewaysync.discord.proof;

import dev.gatewaysync.simulator.limits.WindowMode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

/**
 * The same proof in fixed and in sliding windows, side by side, each before a simulator of its own. For proofs that wait for
 * most of their time: two that work hard would slow each other down.
 */
final class BothModes {
    private BothModes() {}

    interface Proof {
        void in(WindowMode mode) throws Exception;
    }

    /** Without waiting for it. */
    static Future<?> begin(Proof proof) {
        FutureTask<Void> begun = new FutureTask<>(() -> {
            prove(proof);
            return null;
        });
        Thread.startVirtualThread(begun);
        return begun;
    }

    static void prove(Proof proof) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (WindowMode mode : WindowMode.values()) {
                running.add(threads.submit(() -> {
                    proof.in(mode);
                    return null;
                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        }
    }
}
