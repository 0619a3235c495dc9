package dev.gatewaysync.testkit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Sets of services, each of which one test class has at a time. A class runs on one thread. */
final class InfraSets {
    private final IntFunction<Infra> maker;
    private final int most;
    private final Deque<Infra> free = new ArrayDeque<>();
    private final Map<Thread, Infra> taken = new HashMap<>();
    private int made;

    /**
     * @param maker of the set with a number, from 1
     * @param most sets that there may be; whoever wants one more waits
     */
    InfraSets(IntFunction<Infra> maker, int most) {
        this.maker = maker;
        this.most = most;
    }

    synchronized Infra ofThisClass() {
        @Nullable Thread tests = InfraLease.threadOfTests();
        if (tests == null && !taken.isEmpty()) {
            return onlyOne();
        }
        Thread holder = tests == null ? Thread.currentThread() : tests;
        Infra own = taken.get(holder);
        if (own == null) {
            own = free();
            taken.put(holder, own);
        }
        return own;
    }

    private Infra onlyOne() {
        if (taken.size() > 1) {
            throw new IllegalStateException("Which of " + taken.size()
                    + " sets of services is meant? Ask on the test's own thread, and keep it");
        }
        return taken.values().iterator().next();
    }

    private Infra free() {
        while (free.isEmpty() && made >= most) {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while another class had the services", e);
            }
        }
        return free.isEmpty() ? maker.apply(++made) : free.removeFirst();
    }

    synchronized void release() {
        @Nullable Infra own = taken.remove(Thread.currentThread());
        if (own != null) {
            free.addFirst(own);
            notifyAll();
        }
    }
}
