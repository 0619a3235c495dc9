package dev.gatewaysync.sync.catalog.read;

import dev.gatewaysync.sync.catalog.fetch.FetchStatistics;
import dev.gatewaysync.sync.catalog.fetch.UnreadableDocument;
import dev.gatewaysync.sync.catalog.store.StoredCatalog;

/** Where the catalogue is, and in which shape. */
public interface CatalogSource {
    /**
     * @param verify ask anew for what does not fit what is stored
     * @throws UnreadableDocument if nothing can be said of the catalogue at all
     */
    CatalogReading read(StoredCatalog known, boolean verify, FetchStatistics traffic, SyncProgress progress)
            throws UnreadableDocument;

    /** What could not be read then, as the beginning of a sentence. */
    String document();
}
