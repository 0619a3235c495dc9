package dev.gatewaysync.sync.catalog.read;

/** Is told how far a sync is. Called by the thread that runs it, never within a transaction. */
public interface SyncProgress {
    /** Nobody wants to know. */
    SyncProgress NONE = (phase, done, all) -> {};

    /**
     * @param done of {@code all}, in this phase; both 0 where there is nothing to count
     */
    void at(Phase phase, int done, int all);

    /** In this order. */
    enum Phase {
        INDEX,
        /** {@code done} of {@code all} categories have been read. */
        CATEGORIES,
        /** {@code done} pages have been read; nobody knows how many there are, so {@code all} is 0. */
        PAGES,
        COMPARING,
        /** {@code all} is the number of differences. */
        STORING
    }
}
