package dev.gatewaysync.historychecker;

/** Something that must not be. */
public record Finding(Kind kind, String what) {

    /** What is wrong, in the words of the promise that it breaks. */
    public enum Kind {
        /** Answered 202, and not recorded, or neither shown nor among the failed. */
        LOST,
        /** Recorded, shown or delivered more often than once, or one key with two ids. */
        DOUBLED,
        /** A later event of a sender, which waited for its answers, stands before an earlier one. */
        REORDERED,
        /** A request before the time that a 429 had told. */
        EARLY,
        /** The statistics do not say what the history holds. */
        WRONG_STATISTICS,
        /** Called synced, and not everywhere where it has to be. */
        WRONG_SYNCED,
        /** Neither synced nor failed, although everything has been quiet. */
        STUCK,
        /** Recorded or delivered, and sent by nobody. */
        UNASKED
    }

    @Override
    public String toString() {
        return kind + ": " + what;
    }
}
