package dev.gatewaysync.task;

/** The threads of the operating system that virtual threads run on. */
public final class CarrierThreads {
    private static final String PARALLELISM = "jdk.virtualThreadScheduler.parallelism";

    /** On one processor, too, something that computes for long must not be all that runs. */
    private static final int LEAST = 2;

    /** Until then {@code synchronized} held a carrier, too, and libraries wait within it (JEP 491). */
    private static final int JDK_THAT_LETS_GO = 24;

    private static final int ENOUGH_BEFORE = 18;

    private CarrierThreads() {}

    /**
     * A call into SQLite holds its carrier, also while it waits for a lock. With one carrier for each processor none would be left for
     * whoever has that lock, and all would wait until the first of them gives up. To be called before any virtual thread is made; what the
     * command line says stays.
     *
     * <p>No more than are needed: with carriers beyond the processors, virtual threads that wake together run side by side, take turns on
     * the processors, and each costs a wake-up of the operating system.
     *
     * @param calls how many there are at the same time at most
     */
    public static void allowForNativeCalls(int calls) {
        int held = Runtime.version().feature() < JDK_THAT_LETS_GO ? Math.max(calls, ENOUGH_BEFORE) : calls;
        int processors = Runtime.getRuntime().availableProcessors();
        int carriers = Math.max(held + processors, LEAST);
        if (carriers > processors && System.getProperty(PARALLELISM) == null) {
            System.setProperty(PARALLELISM, Integer.toString(carriers));
        }
    }
}
