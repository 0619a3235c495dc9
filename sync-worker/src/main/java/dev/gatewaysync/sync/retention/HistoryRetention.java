package dev.gatewaysync.sync.retention;

import dev.gatewaysync.storage.history.UpdateHistory;
import dev.gatewaysync.sync.database.WorkerTransactions;
import dev.gatewaysync.sync.schedule.ClusterLock;
import dev.gatewaysync.sync.schedule.LockUnavailableException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves old updates out of the history, batch by batch: which ones is written down, then the file is written, then they
 * leave the database. A worker killed at any point leaves all of them in the history or all of them in a whole file, and
 * the next run goes on from what is written down, into the same file. Counts, statistics and milestones stay as they are.
 */
final class HistoryRetention {
    /** Updates in one file, and in one transaction. */
    static final int BATCH = 2_000;

    private static final Logger log = LoggerFactory.getLogger(HistoryRetention.class);
    private static final String LOCK = "history-retention";

    private final ArchiveTable table;
    private final UpdateHistory history;
    private final WorkerTransactions transactions;
    private final ClusterLock lock;
    private final RetentionSettings settings;
    private final InstantSource clock;

    HistoryRetention(
            ArchiveTable table,
            UpdateHistory history,
            WorkerTransactions transactions,
            ClusterLock lock,
            RetentionSettings settings,
            InstantSource clock) {
        this.table = table;
        this.history = history;
        this.transactions = transactions;
        this.lock = lock;
        this.settings = settings;
        this.clock = clock;
    }

    /** Moves what is old by now, if no other worker is at it. */
    void tick() {
        settings.keep().ifPresent(keep -> {
            try {
                lock.tryWith(LOCK, () -> moveAll(keep));
            } catch (LockUnavailableException e) {
                log.debug("Old updates stay until Redis answers: {}", e.getMessage());
            }
        });
    }

    private long moveAll(Duration keep) {
        inFolder(ArchiveFolder::removeUnfinished);
        long moved = 0;
        for (String file : table.unfinished()) {
            moved += finish(file);
        }
        for (long batch = move(keep); batch > 0; batch = move(keep)) {
            moved += batch;
        }
        return moved;
    }

    private long move(Duration keep) {
        Instant now = clock.instant();
        if (settings.directory().isEmpty()) {
            List<String> deleted = transactions.execute(() -> {
                List<String> ids = table.due(now.minus(keep), BATCH);
                table.delete(ids);
                return ids;
            });
            if (!deleted.isEmpty()) {
                log.info("history.deleted updates={}", deleted.size());
            }
            return deleted.size();
        }
        Optional<String> planned = transactions.execute(() -> {
            List<String> ids = table.due(now.minus(keep), BATCH);
            if (ids.isEmpty()) {
                return Optional.<String>empty();
            }
            String file = ArchiveFolder.newName(now);
            table.plan(file, ids, now);
            return Optional.of(file);
        });
        return planned.map(this::finish).orElse(0L);
    }

    private long finish(String file) {
        List<String> ids = table.inHistory(file);
        List<String> unreadable = new ArrayList<>();
        inFolder(folder -> unreadable.addAll(folder.write(file, ids, history::find)));
        if (!unreadable.isEmpty()) {
            log.error("history.unreadable These updates stay in the history, for they cannot be read: {}", unreadable);
        }
        transactions.execute(() -> {
            table.setAside(unreadable);
            table.finish(file, clock.instant());
            return true;
        });
        log.info("history.archived file={} updates={}", file, ids.size() - unreadable.size());
        return ids.size();
    }

    private void inFolder(FolderWork work) {
        settings.directory().ifPresent(directory -> {
            try {
                work.in(new ArchiveFolder(directory));
            } catch (IOException e) {
                throw new IllegalStateException(
                        "Old updates stay in the history, because they could not be written to " + directory + ": " + e,
                        e);
            }
        });
    }

    private interface FolderWork {
        void in(ArchiveFolder folder) throws IOException;
    }
}
