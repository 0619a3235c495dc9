package dev.gatewaysync.sync.catalog.read;

import dev.gatewaysync.sync.catalog.parse.CatalogResource;
import dev.gatewaysync.sync.catalog.parse.UnusableEntries;
import dev.gatewaysync.sync.catalog.store.StoredCatalog.IndexMemory;
import dev.gatewaysync.sync.catalog.store.StoredDocument;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a run read.
 *
 * @param contents by category id, one for each category of the index
 * @param documents validators to keep once the contents are stored
 * @param complete whether what is not in the contents is gone; if not, it could not be seen, and stays
 */
public record CatalogReading(
        IndexMemory index, Map<String, Contents> contents, List<StoredDocument> documents, boolean complete) {

    /** What became of one category's resources. */
    public sealed interface Contents {
        /**
         * As they were.
         *
         * @param problem what was said of entries that are no resources; null if all are
         */
        record Unchanged(@Nullable String problem) implements Contents {}

        /**
         * @param unusable entries meant to be resources: what they speak of has not been removed
         * @param problem what is said of them, unless the index says it
         */
        record Read(
                List<CatalogResource> resources,
                List<UnusableEntries> unusable,
                @Nullable String problem) implements Contents {}

        /**
         * Could not be read, so they stay as they were.
         *
         * @param missing whether there is no file, as far as the answers tell
         */
        record Unreadable(String problem, boolean missing) implements Contents {}
    }
}
