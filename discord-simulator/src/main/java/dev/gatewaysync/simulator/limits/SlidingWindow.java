package dev.gatewaysync.simulator.limits;

import java.util.ArrayDeque;

final class SlidingWindow implements Window {

    private final int limit;
    private final long period;
    private final ArrayDeque<Long> taken = new ArrayDeque<>();

    SlidingWindow(int limit, long periodNanos) {
        this.limit = limit;
        this.period = periodNanos;
    }

    @Override
    public Take take(long now) {
        forget(now);
        boolean granted = taken.size() < limit;
        if (granted) {
            taken.addLast(now);
        }
        int remaining = limit - taken.size();
        long untilFree = remaining > 0 ? 0 : taken.getFirst() + period - now;
        return new Take(granted, remaining, untilFree, taken.getLast() + period - now);
    }

    @Override
    public State state(long now) {
        forget(now);
        return new State(taken.size(), taken.isEmpty() ? 0 : taken.getLast() + period - now);
    }

    private void forget(long now) {
        while (!taken.isEmpty() && now - taken.getFirst() >= period) {
            taken.removeFirst();
        }
    }
}
