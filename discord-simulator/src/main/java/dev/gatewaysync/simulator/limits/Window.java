package dev.gatewaysync.simulator.limits;

/** Counts requests against one limit. */
interface Window {

    Take take(long nowNanos);

    State state(long nowNanos);

    /**
     * @param untilFreeNanos until the next request would be granted; 0 when one is left now
     * @param untilFullNanos until the whole limit is there again
     */
    record Take(boolean granted, int remaining, long untilFreeNanos, long untilFullNanos) {}

    /**
     * @param used requests that count now
     * @param untilFullNanos until none of them counts any more
     */
    record State(int used, long untilFullNanos) {}

    static Window of(WindowMode mode, int limit, long periodNanos) {
        return switch (mode) {
            case FIXED -> new FixedWindow(limit, periodNanos);
            case SLIDING -> new SlidingWindow(limit, periodNanos);
        };
    }
}
