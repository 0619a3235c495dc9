package dev.gatewaysync.storage.word;

import dev.gatewaysync.storage.ListOrder;

/**
 * An update's place in the lists ({@link ListOrder}) as one number, so that an index of words has its hits in their order: the
 * milliseconds, and below them the order of recording. In SQL it stands in the migrations that make {@code event_words}.
 */
public final class SearchRank {
    private static final int BITS = 20;

    /** In the year 2248. */
    private static final long LATEST = (1L << 63 - BITS) - 1;

    private SearchRank() {}

    public static long of(long place, long seq) {
        return Math.clamp(place, 0, LATEST) << BITS | seq & (1 << BITS) - 1;
    }
}
