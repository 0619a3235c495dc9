package dev.gatewaysync.e2e;

import java.time.Duration;
import java.util.Random;

/**
 * Something that breaks and is well again by itself, within seconds.
 *
 * @param part what it is done to; of one part's faults there is one at a time
 * @param name for the count of them
 */
record RandomFault(String part, String name, Beginning beginning) {

    interface Beginning {
        /** @param random draws how it is this time; what is drawn does not depend on what happens */
        Begun begin(Random random) throws Exception;
    }

    interface Ending {
        void end() throws Exception;
    }

    /**
     * @param how it is this time, for whoever reads what went wrong
     * @param lasts until its ending is called
     */
    record Begun(String how, Duration lasts, Ending ending) {
        /** It has ended before it was told of, or ends without a hand. */
        static Begun over(String how) {
            return new Begun(how, Duration.ZERO, () -> {});
        }
    }

    /** From least to most, to the millisecond. */
    static Duration between(Random random, int leastMillis, int mostMillis) {
        return Duration.ofMillis(leastMillis + random.nextInt(mostMillis - leastMillis + 1));
    }
}
