package dev.gatewaysync.sync.catalog.read;

import dev.gatewaysync.sync.catalog.fetch.DocumentFetch;
import dev.gatewaysync.sync.catalog.fetch.DocumentRequest;
import dev.gatewaysync.sync.catalog.fetch.FetchResult;
import dev.gatewaysync.sync.catalog.fetch.FetchStatistics;
import dev.gatewaysync.task.MonotonicClock;
import dev.gatewaysync.task.Waiter;
import java.time.Duration;

/**
 * Asks for the documents of one reading, one after the other: many pages are more than many servers give at once, so where one
 * asks for time it gets it. A reading has an end all the same.
 */
final class PatientFetch {
    /** A server that asks for more is asked again by the next sync. */
    static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    static final Duration LONGEST_READING = Duration.ofMinutes(30);
    private static final int MOST_TRIES = 3;

    private final DocumentFetch fetch;
    private final FetchStatistics traffic;
    private final MonotonicClock clock;
    private final long end;

    PatientFetch(DocumentFetch fetch, FetchStatistics traffic, MonotonicClock clock) {
        this.fetch = fetch;
        this.traffic = traffic;
        this.clock = clock;
        this.end = clock.nanoTime() + LONGEST_READING.toNanos();
    }

    FetchResult fetch(DocumentRequest asked) {
        for (int attempt = 1; ; attempt++) {
            if (clock.nanoTime() - end >= 0) {
                return FetchResult.Unreadable.because(
                        "was not asked for any more after " + LONGEST_READING.toMinutes() + " minutes");
            }
            FetchResult result = fetch.fetch(asked, traffic);
            if (attempt == MOST_TRIES || !asksForTime(result)) {
                return result;
            }
            try {
                new Waiter(clock).sleep(((FetchResult.Unreadable) result).retryAfter());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return FetchResult.Unreadable.because("the sync was interrupted");
            }
        }
    }

    private static boolean asksForTime(FetchResult result) {
        return result instanceof FetchResult.Unreadable unreadable
                && unreadable.retryAfter().isPositive()
                && unreadable.retryAfter().compareTo(LONGEST_WAIT) <= 0;
    }
}
