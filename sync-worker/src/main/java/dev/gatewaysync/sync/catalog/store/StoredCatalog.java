package dev.gatewaysync.sync.catalog.store;

import dev.gatewaysync.sync.catalog.parse.CatalogCategory;
import dev.gatewaysync.sync.catalog.parse.CatalogIndex;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the database knows of the catalogue before a run, without the resources themselves.
 *
 * @param version raised with every change; 0 before the baseline
 * @param categories by id, in their order
 * @param documents by URL
 */
public record StoredCatalog(
        long version,
        Map<String, StoredCategory> categories,
        Map<String, StoredDocument> documents,
        Optional<IndexMemory> index) {

    public boolean isEmpty() {
        return version == 0;
    }

    public long resources() {
        return categories.values().stream().mapToLong(StoredCategory::resources).sum();
    }

    /** The index as last read, kept because an unchanged index is not sent again. */
    public record IndexMemory(
            List<CatalogCategory> categories,
            boolean holdsResources,
            @org.jspecify.annotations.Nullable Long claimedResources,
            @org.jspecify.annotations.Nullable Long claimedCategories,
            List<String> problems) {
        public static IndexMemory of(CatalogIndex index) {
            return new IndexMemory(
                    index.categories(),
                    !index.resources().isEmpty(),
                    index.claimedResources(),
                    index.claimedCategories(),
                    index.problems());
        }

        public boolean claimsSame(IndexMemory other) {
            return java.util.Objects.equals(claimedResources, other.claimedResources)
                    && java.util.Objects.equals(claimedCategories, other.claimedCategories);
        }
    }
}
