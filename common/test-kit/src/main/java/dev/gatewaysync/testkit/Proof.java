package dev.gatewaysync.testkit;

/**
 * How large a proof is. Every build runs each one, at a size at which it can still fail; {@code -Dproof=full} runs the sizes
 * that say something about a busy day, and {@code -Dproof=long} those that take an hour and real intervals. CONTRIBUTING
 * lists them. Each number also has a property of its own, which counts before all three.
 */
public final class Proof {
    private static final String SIZE = System.getProperty("proof", "build");

    private Proof() {}

    public static int of(int inEveryBuild, int full) {
        return of(inEveryBuild, full, full);
    }

    public static int of(int inEveryBuild, int full, int inTheLongOne) {
        return switch (SIZE) {
            case "build" -> inEveryBuild;
            case "full" -> full;
            case "long" -> inTheLongOne;
            default ->
                throw new IllegalArgumentException("-Dproof is full or long, or left out, and not \"" + SIZE + "\"");
        };
    }

    /** @param property which sets the number by itself, such as {@code test.deliveries} */
    public static int of(String property, int inEveryBuild, int full) {
        return Integer.getInteger(property, of(inEveryBuild, full));
    }

    public static boolean isFull() {
        return of(0, 1) == 1;
    }

    public static boolean isLong() {
        return of(0, 0, 1) == 1;
    }
}
