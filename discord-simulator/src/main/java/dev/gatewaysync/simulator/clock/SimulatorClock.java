package dev.gatewaysync.simulator.clock;

import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * The two times the simulator lives by. Limits count on {@code nanos}, which never steps; ids, timestamps and
 * {@code X-RateLimit-Reset} come from {@code wall}, so that a stepped wall clock can be tried without touching limits.
 *
 * @param nanos monotonic nanoseconds, as {@link System#nanoTime()} gives them
 */
public record SimulatorClock(InstantSource wall, LongSupplier nanos) {

    public static SimulatorClock system() {
        return new SimulatorClock(InstantSource.system(), System::nanoTime);
    }
}
