package dev.gatewaysync.sync.record;

import dev.gatewaysync.storage.word.EventWords;
import dev.gatewaysync.sync.database.WorkerTransactions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Takes updates of a seed file into the history: no event is published, nothing is announced, no statistics change but
 * the counts of updates. An id that the history has, or had before it went to the archive, is skipped, whatever stands under it; a bad update stops no good one.
 */
@Component
class HistoryImport {
    private static final int ROWS = 200;
    /** After so many transactions. */
    private static final int REPORTED = 10;

    private static final String VALUES = "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)";

    private final WorkerTransactions transactions;
    private final EventTable table;
    private final JdbcTemplate jdbc;
    private final InstantSource clock;

    HistoryImport(WorkerTransactions transactions, EventTable table, JdbcTemplate jdbc, InstantSource clock) {
        this.transactions = transactions;
        this.table = table;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param updates a JSON array; its order does not matter */
    Result take(JsonNode updates) {
        return take(updates, done -> {});
    }

    /** As above, and tells every so often how many it has gone through. */
    Result take(JsonNode updates, IntConsumer progress) {
        List<ImportedUpdate> rows = new ArrayList<>();
        List<Refused> refused = new ArrayList<>();
        // A seed file has the newest first; among those of one moment the one recorded last is shown first.
        for (int i = updates.size() - 1; i >= 0; i--) {
            try {
                rows.add(ImportedUpdate.of(updates.get(i)));
            } catch (IllegalArgumentException e) {
                refused.add(0, new Refused(i, "updates[" + i + "] " + e.getMessage()));
            }
        }
        long imported = 0;
        for (int from = 0; from < rows.size(); from += ROWS) {
            List<ImportedUpdate> part = rows.subList(from, Math.min(from + ROWS, rows.size()));
            imported += transactions.execute(() -> insert(part));
            if (from / ROWS % REPORTED == REPORTED - 1) {
                progress.accept(from + part.size());
            }
        }
        return new Result(imported, rows.size() - imported, refused);
    }

    private long insert(List<ImportedUpdate> all) {
        Set<String> archived =
                table.archivedAmong(all.stream().map(ImportedUpdate::id).toList());
        List<ImportedUpdate> rows =
                all.stream().filter(row -> !archived.contains(row.id())).toList();
        if (rows.isEmpty()) {
            return 0;
        }
        long now = clock.millis();
        List<@Nullable Object> parameters = new ArrayList<>(rows.size() * 12);
        for (ImportedUpdate row : rows) {
            long timestamp = row.timestamp().toEpochMilli();
            parameters.add(row.id());
            parameters.add(row.type());
            parameters.add(row.source());
            parameters.add(row.category());
            parameters.add(row.priority());
            parameters.add(row.description());
            parameters.add(timestamp);
            parameters.add(timestamp);
            parameters.add(now);
            parameters.add(row.details());
            parameters.add(row.settledAt() == null ? now : row.settledAt().toEpochMilli());
            // Among its like by its own time, and below all that is accepted from now on.
            parameters.add(Math.min(timestamp, now));
        }
        String sql = "INSERT INTO event (id, type, source, category, priority, description, occurred_at, received_at,"
                + " recorded_at, details, settled_at, listed_at, has_words) VALUES "
                + String.join(", ", Collections.nCopies(rows.size(), VALUES))
                + " ON CONFLICT (id) DO NOTHING RETURNING seq, listed_at, id, type, source, description, details";
        TreeMap<String, Long> byType = new TreeMap<>();
        List<EventWords> inserted = jdbc.query(
                sql,
                (row, n) -> new EventWords(
                        row.getLong("seq"),
                        row.getLong("listed_at"),
                        row.getString("id"),
                        row.getString("type"),
                        row.getString("source"),
                        row.getString("description"),
                        EventWords.json(row.getString("details")),
                        null),
                parameters.toArray());
        inserted.forEach(update -> byType.merge(update.type(), 1L, Long::sum));
        table.searchable().add(inserted);
        table.count(byType);
        return inserted.size();
    }

    /**
     * @param skipped their ids were there
     * @param refused they are no updates
     */
    record Result(long imported, long skipped, List<Refused> refused) {}

    /** @param index 0-based, in the file */
    record Refused(int index, String problem) {}
}
