package dev.gatewaysync.task;

/** The threads of the operating system that virtual threads run on. */
public final class CarrierThreads {
    private static final String PARALLELISM = "jdk.virtualThreadScheduler.parallelism";

    /** All services in one process have 16 connections to SQLite. */
    private static final int ENOUGH = 20;

    private CarrierThreads() {}

    /**
     * A call into SQLite holds its carrier, also while it waits for a lock. With one carrier for each processor none would be left for
     * whoever has that lock, and all would wait until the first of them gives up. To be called before any virtual thread is made; what the
     * command line says stays.
     */
    public static void allowForNativeCalls() {
        if (System.getProperty(PARALLELISM) == null) {
            System.setProperty(
                    PARALLELISM,
                    Integer.toString(Math.max(ENOUGH, Runtime.getRuntime().availableProcessors())));
        }
    }
}
