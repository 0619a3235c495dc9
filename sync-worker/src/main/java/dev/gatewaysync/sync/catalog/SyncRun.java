package dev.gatewaysync.sync.catalog;

import dev.gatewaysync.sync.catalog.fetch.FetchStatistics;
import dev.gatewaysync.sync.catalog.store.StoredCatalog;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A run under way. */
record SyncRun(String id, SyncKind kind, String trigger, Instant startedAt, FetchStatistics traffic) {
    SyncResult refused(SyncOutcome outcome, String reason, @Nullable StoredCatalog known, Instant at) {
        return new SyncResult(
                id,
                kind,
                trigger,
                outcome,
                reason,
                false,
                startedAt,
                Duration.between(startedAt, at),
                0,
                0,
                0,
                known == null ? 0 : known.resources(),
                known == null ? 0 : known.categories().size(),
                traffic.requests(),
                traffic.notModifiedAnswers(),
                traffic.bytes(),
                List.of(),
                List.of());
    }
}
