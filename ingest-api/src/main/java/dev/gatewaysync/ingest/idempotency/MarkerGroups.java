package dev.gatewaysync.ingest.idempotency;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells the markers of many requests together: what comes while an answer is awaited waits for it, and then leaves as one group, in
 * the order in which it came. So a lone marker leaves at once, and the more there are at the same time, the less each of them costs.
 * It has no thread: a group is sent by the caller who finds none under way, or by whoever brings the answer to the one before.
 */
final class MarkerGroups {
    /** Most markers of one group: few enough that the store, which does one thing at a time, is soon there for others again. */
    static final int MOST = 200;

    private final Supplier<Store> stores;
    private final Queue<Marker> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean underWay = new AtomicBoolean();

    /** @param stores asked by a caller, never by whoever brings an answer, and so may wait for a connection */
    MarkerGroups(Supplier<Store> stores) {
        this.stores = stores;
    }

    /** Keeps markers, all of a group at once. */
    @FunctionalInterface
    interface Store {
        /**
         * Does not wait. Whatever became of the group is said in the end, a silence too.
         *
         * @return the records that claims were not the first for, by their places in the group
         */
        CompletionStage<Map<Integer, String>> keep(List<Marker> group);
    }

    /**
     * @param isClaim whether it is kept only where there is none of its key
     * @param earlier completes when the group is kept: with what a claim was not the first for, or with null
     */
    record Marker(String key, String record, boolean isClaim, CompletableFuture<@Nullable String> earlier) {}

    /** @return fails if the marker is not known to be kept */
    CompletableFuture<@Nullable String> claim(String key, String record) {
        return send(new Marker(key, record, true, new CompletableFuture<>()));
    }

    /** @return fails if the marker is not known to be kept */
    CompletableFuture<@Nullable String> put(String key, String record) {
        return send(new Marker(key, record, false, new CompletableFuture<>()));
    }

    private CompletableFuture<@Nullable String> send(Marker marker) {
        waiting.add(marker);
        if (underWay.compareAndSet(false, true)) {
            sendAll();
        }
        return marker.earlier();
    }

    private void sendAll() {
        try {
            sendNext(stores.get());
        } catch (RuntimeException | Error e) {
            failAll(e);
        }
    }

    private void sendNext(Store store) {
        List<Marker> group = next();
        if (group.isEmpty()) {
            return;
        }
        CompletionStage<Map<Integer, String>> kept;
        try {
            kept = store.keep(group);
        } catch (RuntimeException | Error e) {
            kept = CompletableFuture.failedStage(e);
        }
        kept.whenComplete((earlier, failure) -> {
            if (failure == null) {
                try {
                    settle(group, earlier);
                } finally {
                    sendNext(store);
                }
            } else {
                fail(group, failure);
                // Each of them would wait for its own silence, one group after the other.
                failAll(failure);
            }
        });
    }

    /** Empty when nothing waits; then another caller begins anew. */
    private List<Marker> next() {
        List<Marker> group = new ArrayList<>();
        do {
            for (Marker marker = waiting.poll(); marker != null; marker = group.size() < MOST ? waiting.poll() : null) {
                group.add(marker);
            }
            if (!group.isEmpty()) {
                return group;
            }
            underWay.set(false);
        } while (!waiting.isEmpty() && underWay.compareAndSet(false, true));
        return group;
    }

    private static void settle(List<Marker> group, Map<Integer, String> earlier) {
        for (int i = 0; i < group.size(); i++) {
            group.get(i).earlier().complete(earlier.get(i));
        }
    }

    private void failAll(Throwable failure) {
        for (List<Marker> group = next(); !group.isEmpty(); group = next()) {
            fail(group, failure);
        }
    }

    private static void fail(List<Marker> group, Throwable failure) {
        group.forEach(marker -> marker.earlier().completeExceptionally(failure));
    }
}
