package dev.gatewaysync.sync.catalog.fetch;

import java.util.concurrent.atomic.AtomicLong;

/** What a sync run cost the main app. */
public final class FetchStatistics {
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

    public long requests() {
        return requests.get();
    }

    public long notModifiedAnswers() {
        return notModified.get();
    }

    /** Bytes of bodies, as they came over the wire. */
    public long bytes() {
        return bytes.get();
    }
}
