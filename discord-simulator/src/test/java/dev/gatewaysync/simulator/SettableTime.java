package dev.gatewaysync.simulator;

import dev.gatewaysync.simulator.clock.SimulatorClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** Time that passes only when a test says so. */
final class SettableTime {

    private final AtomicLong nanos = new AtomicLong();
    private final Instant start = Instant.parse("2026-01-01T00:00:00Z");

    SimulatorClock clock() {
        return new SimulatorClock(() -> start.plusNanos(nanos.get()), nanos::get);
    }

    void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
