package dev.gatewaysync.discord.ratelimit;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** One bucket as Discord may keep it. All times in nanoseconds of the simulation. */
final class ServerWindow {
    /** What happens to places that were used, and what {@code Reset-After} means. */
    enum Kind {
        /** Starts with the first request; all places come back at once. */
        FIXED,
        /** As fixed, but windows follow each other on a grid. */
        GRID,
        /** Each place comes back by itself; {@code Reset-After} names the next. */
        SLIDING_NEXT,
        /** Each place comes back by itself; {@code Reset-After} names the last. */
        SLIDING_LAST
    }

    private final Kind kind;
    private final int limit;
    private final long length;
    private final Deque<Long> arrivals = new ArrayDeque<>();
    private long start = Long.MIN_VALUE;

    ServerWindow(Kind kind, int limit, Duration length) {
        this.kind = kind;
        this.limit = limit;
        this.length = length.toNanos();
    }

    boolean accepts(long now) {
        forget(now);
        if (arrivals.size() >= limit) {
            return false;
        }
        if (arrivals.isEmpty()) {
            start = kind == Kind.GRID ? now - now % length : now;
        }
        arrivals.addLast(now);
        return true;
    }

    int limit() {
        return limit;
    }

    int remaining() {
        return limit - arrivals.size();
    }

    /** Rounded to milliseconds as in the header; rounding down is the worst that the limiter can meet. */
    Duration resetAfter(long now) {
        long at = switch (kind) {
            case FIXED, GRID -> start + length;
            case SLIDING_NEXT -> arrivals.getFirst() + length;
            case SLIDING_LAST -> arrivals.getLast() + length;
        };
        return Duration.ofMillis((at - now) / 1_000_000);
    }

    private void forget(long now) {
        boolean sliding = kind == Kind.SLIDING_NEXT || kind == Kind.SLIDING_LAST;
        if (!sliding && start != Long.MIN_VALUE && now >= start + length) {
            arrivals.clear();
        }
        while (sliding && !arrivals.isEmpty() && arrivals.getFirst() + length <= now) {
            arrivals.removeFirst();
        }
    }
}
