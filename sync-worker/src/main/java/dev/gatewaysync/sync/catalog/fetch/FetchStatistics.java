package dev.gatewaysync.sync.catalog;

import java.util.concurrent.atomic.AtomicLong;

/** What a sync run cost the main app. */
final class FetchStatistics {
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong notModified = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();

    void requested() {
        requests.incrementAndGet();
    }

    void notModified() {
        notModified.incrementAndGet();
    }

    void received(long count) {
        bytes.addAndGet(count);
    }

    long requests() {
        return requests.get();
    }

    long notModifiedAnswers() {
        return notModified.get();
    }

    /** Bytes of bodies, as they came over the wire. */
    long bytes() {
        return bytes.get();
    }
}
