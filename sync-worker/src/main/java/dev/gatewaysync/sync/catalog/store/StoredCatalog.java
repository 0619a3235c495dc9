package dev.gatewaysync.sync.catalog.store;

import dev.gatewaysync.sync.catalog.parse.CatalogCategory;
import dev.gatewaysync.sync.catalog.parse.CatalogIndex;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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

    /** How it was read that is known: a hash, null for an index as the main app has it, or if nothing is known. */
    public @Nullable String definition() {
        return index.map(IndexMemory::definition).orElse(null);
    }

    /** The same without what only those may trust who read as it was read then. */
    public StoredCatalog asReadBy(@Nullable String definition) {
        return Objects.equals(definition(), definition)
                ? this
                : new StoredCatalog(version, categories, Map.of(), Optional.empty());
    }

    /**
     * The index as last read, kept because an unchanged index is not sent again.
     *
     * @param pages of a catalogue that {@code gateway.yml} describes; null for an index as the main app has it
     */
    public record IndexMemory(
            List<CatalogCategory> categories,
            boolean holdsResources,
            @Nullable Long claimedResources,
            @Nullable Long claimedCategories,
            List<String> problems,
            @Nullable ConfiguredPages pages) {
        public static IndexMemory of(CatalogIndex index) {
            return new IndexMemory(
                    index.categories(),
                    !index.resources().isEmpty(),
                    index.claimedResources(),
                    index.claimedCategories(),
                    index.problems(),
                    null);
        }

        public @Nullable String definition() {
            return pages == null ? null : pages.definition();
        }

        public boolean claimsSame(IndexMemory other) {
            return Objects.equals(claimedResources, other.claimedResources)
                    && Objects.equals(claimedCategories, other.claimedCategories);
        }
    }
}
