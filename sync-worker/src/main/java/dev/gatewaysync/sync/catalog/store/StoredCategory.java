package dev.gatewaysync.sync.catalog;

import org.jspecify.annotations.Nullable;

/**
 * A category as the database holds it.
 *
 * @param problem why its file could not be read at the last sync; null if it could
 * @param unread whether it could not be read at the baseline, and not since
 * @param resources how many the database holds
 */
record StoredCategory(
        CatalogCategory category, int position, @Nullable String problem, boolean unread, long resources) {
    StoredCategory withResources(long count) {
        return new StoredCategory(category, position, problem, unread, count);
    }
}
