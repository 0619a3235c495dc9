package dev.gatewaysync.sync.catalog.store;

import dev.gatewaysync.sync.catalog.parse.CatalogCategory;
import org.jspecify.annotations.Nullable;

/**
 * A category as the database holds it.
 *
 * @param problem why its file could not be read at the last sync; null if it could
 * @param unread whether it could not be read at the baseline, and not since
 * @param resources how many the database holds
 */
public record StoredCategory(
        CatalogCategory category, int position, @Nullable String problem, boolean unread, long resources) {
    public StoredCategory withResources(long count) {
        return new StoredCategory(category, position, problem, unread, count);
    }
}
