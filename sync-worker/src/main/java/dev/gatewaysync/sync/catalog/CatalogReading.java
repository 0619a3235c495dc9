package dev.gatewaysync.sync.catalog;

import dev.gatewaysync.sync.catalog.KnownCatalog.IndexMemory;
import java.util.List;
import java.util.Map;

/**
 * What a run read.
 *
 * @param contents by category id, one for each category of the index
 * @param documents validators to keep once the contents are stored
 */
record CatalogReading(IndexMemory index, Map<String, Contents> contents, List<StoredDocument> documents) {

    /** What became of one category's resources. */
    sealed interface Contents {
        /** As they were. */
        record Unchanged() implements Contents {}

        record Read(List<CatalogResource> resources) implements Contents {}

        /**
         * Could not be read, so they stay as they were.
         *
         * @param missing whether there is no file, as far as the answers tell
         */
        record Unreadable(String problem, boolean missing) implements Contents {}
    }
}
