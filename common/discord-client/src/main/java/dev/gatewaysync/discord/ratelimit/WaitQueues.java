package dev.gatewaysync.discord.ratelimit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The buckets, and before each one its line, first come first served. Between the lines nobody is passed over: the
 * line that was served last is asked last, so a limit that they share is shared evenly.
 */
final class WaitQueues {
    private final Map<Route.BucketKey, Bucket> buckets = new HashMap<>();
    private final Map<Route.BucketKey, Deque<WaitingRequest>> lines = new HashMap<>();
    private final Set<Route.BucketKey> turns = new LinkedHashSet<>();

    /** Remembered from now on; for whoever sends. */
    Bucket bucket(Route route) {
        return buckets.computeIfAbsent(route.bucketKey(), key -> new Bucket());
    }

    /** When a request of this route may go as far as its bucket is concerned; asking remembers nothing. */
    long permittedAt(Route route, long now) {
        Bucket known = buckets.get(route.bucketKey());
        return known == null ? now : known.permittedAt(now);
    }

    /** Forgets what nobody waits for and was of no use for {@code idle} nanoseconds. */
    void forgetUnused(long now, long idle) {
        buckets.entrySet()
                .removeIf(known ->
                        !lines.containsKey(known.getKey()) && known.getValue().isForgettable(now, idle));
    }

    int remembered() {
        return buckets.size();
    }

    void add(WaitingRequest request) {
        Route.BucketKey key = request.route().bucketKey();
        lines.computeIfAbsent(key, k -> new ArrayDeque<>()).add(request);
        turns.add(key);
    }

    /** Offers a permit to the head of each line, and again to whoever follows, until no head can go. */
    void offer(Predicate<WaitingRequest> granted) {
        boolean anyGranted = true;
        while (anyGranted) {
            anyGranted = false;
            for (Route.BucketKey key : List.copyOf(turns)) {
                anyGranted |= offerToHead(key, granted);
            }
        }
    }

    private boolean offerToHead(Route.BucketKey key, Predicate<WaitingRequest> granted) {
        Deque<WaitingRequest> line = lines.getOrDefault(key, new ArrayDeque<>());
        while (!line.isEmpty() && line.getFirst().permit().isDone()) {
            line.removeFirst();
        }
        boolean goes = !line.isEmpty() && granted.test(line.getFirst());
        if (goes) {
            line.removeFirst();
            turns.remove(key);
            turns.add(key);
        }
        if (line.isEmpty()) {
            lines.remove(key);
            turns.remove(key);
        }
        return goes;
    }
}
