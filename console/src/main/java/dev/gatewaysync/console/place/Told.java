package dev.gatewaysync.console.place;

import java.time.Duration;

/** What came of telling a place. */
public sealed interface Told {
    /** It has taken it. */
    record Done() implements Told {}

    /** Nobody knows: the request left, and no answer came. */
    record Unclear(String reason) implements Told {}

    /**
     * It has not, as far as anybody knows.
     *
     * @param reason without any secret
     * @param leftAlone how long it asks to be left alone; zero if it does not
     * @param isForGood whether it says that it will never take any: it is asked rarely then
     */
    record Failed(String reason, Duration leftAlone, boolean isForGood) implements Told {
        public static Failed of(String reason) {
            return new Failed(reason, Duration.ZERO, false);
        }
    }
}
