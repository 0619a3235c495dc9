package dev.gatewaysync.sync.catalog.parse;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The index, read.
 *
 * @param categories in the order of the index, each id once
 * @param resources of the categories whose resources the index holds itself, by category id
 * @param unusable entries meant to be resources of a category, by its id
 * @param unplaced likewise, of which nobody knows the category
 * @param claimedResources how many resources there are by the index's own account
 * @param claimedCategories likewise
 * @param problems entries that could not be used
 */
public record CatalogIndex(
        List<CatalogCategory> categories,
        Map<String, List<CatalogResource>> resources,
        Map<String, UnusableEntries> unusable,
        UnusableEntries unplaced,
        @Nullable Long claimedResources,
        @Nullable Long claimedCategories,
        List<String> problems) {

    /** What may speak of resources of this category. */
    public List<UnusableEntries> unusableOf(String categoryId) {
        return List.of(unusable.getOrDefault(categoryId, UnusableEntries.NONE), unplaced);
    }
}
