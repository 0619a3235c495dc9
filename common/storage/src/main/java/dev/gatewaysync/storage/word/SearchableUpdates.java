package dev.gatewaysync.storage.word;

import dev.gatewaysync.storage.Database;
import dev.gatewaysync.storage.ListOrder;
import dev.gatewaysync.storage.history.HistorySearch;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes what {@link HistorySearch} finds updates by. sync-worker does it alone, for each new update in the transaction that
 * records it; when one leaves the history, its words do by a trigger.
 */
public final class SearchableUpdates {
    private static final Logger log = LoggerFactory.getLogger(SearchableUpdates.class);

    /** In one transaction: SQLite lets nobody else write for these few milliseconds, and each may have 256 KiB of data. */
    private static final int BATCH = 100;

    private static final String COLUMNS =
            "seq, " + ListOrder.PLACE + " AS place, id, type, source, description, details, extra";

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final WordIndex index;

    public SearchableUpdates(Database database) {
        this.jdbc = database.jdbc();
        this.transactions = database.transactions();
        this.index = WordIndex.of(database);
    }

    /** Belongs into the transaction that inserts them, with 1 in {@code has_words}. */
    public void add(List<EventWords> updates) {
        if (!updates.isEmpty()) {
            index.add(updates);
        }
    }

    /**
     * Takes in some of those that a restore brought or an earlier version recorded, the newest first. Workers may do this side by
     * side.
     *
     * @return how many; 0 if none are left
     */
    public int addMissing() {
        List<Long> missing = jdbc.sql("SELECT seq FROM event WHERE has_words IS NULL ORDER BY seq DESC LIMIT :most")
                .param("most", BATCH)
                .query(Long.class)
                .list();
        if (missing.isEmpty()) {
            return 0;
        }
        try {
            takeIn(missing);
        } catch (DataAccessException e) {
            if (!RefusedData.isCauseOf(e)) {
                throw e;
            }
            // One that cannot be taken in would keep back all older ones.
            missing.forEach(this::takeInAlone);
        }
        return missing.size();
    }

    private void takeInAlone(long seq) {
        try {
            takeIn(List.of(seq));
        } catch (DataAccessException e) {
            if (!RefusedData.isCauseOf(e)) {
                throw e;
            }
            jdbc.sql("UPDATE event SET has_words = 0 WHERE seq = :seq")
                    .param("seq", seq)
                    .update();
            log.warn(
                    "history.not_searchable seq={} reason={} next=it is found by its type and time", seq, e.toString());
        }
    }

    private void takeIn(List<Long> seqs) {
        transactions.executeWithoutResult(transaction -> add(jdbc.sql("UPDATE event SET has_words = 1"
                        + " WHERE has_words IS NULL AND seq IN (:seqs) RETURNING " + COLUMNS)
                .param("seqs", seqs)
                .query((row, n) -> EventWords.of(row))
                .list()));
    }
}
