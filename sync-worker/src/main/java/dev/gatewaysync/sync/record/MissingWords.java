package dev.gatewaysync.sync.record;

import dev.gatewaysync.storage.word.SearchableUpdates;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets updates be found by their words that an earlier version recorded or a restore brought; others have them from the start. */
final class MissingWords {
    private static final Logger log = LoggerFactory.getLogger(MissingWords.class);

    /** Then others may write for a while. */
    private static final int BATCHES = 40;

    private final SearchableUpdates searchable;
    private long added;

    MissingWords(SearchableUpdates searchable) {
        this.searchable = searchable;
    }

    void takeIn() {
        for (int i = 0; i < BATCHES; i++) {
            int batch = searchable.addMissing();
            if (batch == 0) {
                if (added > 0) {
                    log.info("history.searchable updates={}", added);
                    added = 0;
                }
                return;
            }
            added += batch;
        }
    }
}
