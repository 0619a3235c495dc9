package dev.gatewaysync.sync.catalog;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A finished sync run, for a table.
 *
 * @param trigger who asked, for example {@code schedule}
 * @param reason why it failed or was stopped; null if it was not
 * @param baseline whether it was the first and so announced nothing
 * @param added resources; likewise updated and removed
 * @param resources distinct resources known after the run
 * @param categories categories of the index
 * @param requests HTTP requests made, redirects included
 * @param notModified how many of them were answered “not modified”
 * @param bytes of answers, as they came over the wire
 * @param problems one text per category or entry that could not be read
 * @param lines one per category, in the order of the index; empty if the run failed, or was another worker's
 */
public record SyncResult(
        String runId,
        SyncKind kind,
        String trigger,
        SyncOutcome outcome,
        @Nullable String reason,
        boolean baseline,
        Instant startedAt,
        Duration duration,
        long added,
        long updated,
        long removed,
        long resources,
        long categories,
        long requests,
        long notModified,
        long bytes,
        List<String> problems,
        List<Line> lines) {

    /** @param resources distinct resources known after the run */
    public record Line(
            String id,
            String name,
            long resources,
            long added,
            long updated,
            long removed,
            @Nullable String problem) {}
}
