package dev.gatewaysync.simulator.limits;

final class FixedWindow implements Window {

    private final int limit;
    private final long period;
    private long opened;
    private int used;

    FixedWindow(int limit, long periodNanos) {
        this.limit = limit;
        this.period = periodNanos;
    }

    @Override
    public Take take(long now) {
        if (used == 0 || now - opened >= period) {
            opened = now;
            used = 0;
        }
        boolean granted = used < limit;
        if (granted) {
            used++;
        }
        long untilFull = opened + period - now;
        return new Take(granted, limit - used, used < limit ? 0 : untilFull, untilFull);
    }

    @Override
    public State state(long now) {
        boolean over = now - opened >= period;
        return new State(over ? 0 : used, over ? 0 : opened + period - now);
    }
}
