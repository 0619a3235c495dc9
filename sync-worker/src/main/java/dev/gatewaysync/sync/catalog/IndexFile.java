package dev.gatewaysync.sync.catalog;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads the index in its three shapes: {@code categories} whose resources are in files of their own, {@code resources}
 * in the index itself (beside {@code categories} or not), or a bare array of resources with a {@code category} each.
 */
final class IndexFile {
    private final Map<String, CatalogCategory> categories = new LinkedHashMap<>();
    private final Map<String, Map<String, CatalogResource>> resources = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();

    private IndexFile() {}

    /** @throws UnreadableDocument if the document lists neither categories nor resources */
    static CatalogIndex read(JsonNode document) throws UnreadableDocument {
        IndexFile index = new IndexFile();
        index.readCategories(document.path("categories"));
        index.readResources(document.isArray() ? document : document.path("resources"));
        if (index.categories.isEmpty()) {
            throw UnreadableDocument.because("lists no categories and no resources");
        }
        return index.result(document);
    }

    private void readCategories(JsonNode entries) {
        for (JsonNode entry : entries) {
            String name = CatalogJson.text(entry, "name", "title", "id");
            String id = CatalogJson.text(entry, "id", "slug");
            if (name == null) {
                problems.add("an entry of the index has neither a name nor an id");
                continue;
            }
            CatalogCategory category = new CatalogCategory(
                    id == null ? Slug.of(name) : id,
                    name,
                    CatalogJson.text(entry, "emoji", "icon"),
                    CatalogJson.text(entry, "description"),
                    CatalogJson.text(entry, "path", "url"),
                    CatalogJson.count(entry, "count", "resourceCount"));
            if (categories.putIfAbsent(category.id(), category) != null) {
                problems.add(category.id() + ": stands more than once in the index");
            }
        }
    }

    private void readResources(JsonNode entries) throws UnreadableDocument {
        if (!entries.isArray()) {
            return;
        }
        categories.keySet().forEach(id -> resources.put(id, new LinkedHashMap<>()));
        int unusable = 0;
        for (JsonNode entry : entries) {
            String category = CatalogJson.text(entry, "category", "categoryId");
            Optional<CatalogResource> resource = CatalogJson.resource(entry, CatalogJson.text(entry, "section"));
            if (category == null || resource.isEmpty()) {
                unusable++;
            } else {
                resources
                        .computeIfAbsent(categoryNamed(category), id -> new LinkedHashMap<>())
                        .putIfAbsent(resource.get().urlKey(), resource.get());
            }
        }
        if (unusable > 0 && unusable == entries.size()) {
            throw UnreadableDocument.because("has no resource with a name, an absolute url and a category");
        }
        if (unusable > 0) {
            problems.add(unusable + " resources of the index have no name, no absolute url or no category");
        }
    }

    /** The id of the category that has this id or name; a category that the index does not list is added. */
    private String categoryNamed(String text) {
        String slug = Slug.of(text);
        for (CatalogCategory category : categories.values()) {
            if (category.id().equals(text)
                    || category.name().equals(text)
                    || Slug.of(category.name()).equals(slug)) {
                return category.id();
            }
        }
        categories.put(slug, new CatalogCategory(slug, text, null, null, null, null));
        return slug;
    }

    private CatalogIndex result(JsonNode document) {
        Map<String, List<CatalogResource>> lists = new LinkedHashMap<>();
        resources.forEach((id, byUrl) -> lists.put(id, List.copyOf(byUrl.values())));
        JsonNode metadata = document.has("metadata") ? document.path("metadata") : document.path("meta");
        Long claimedResources = CatalogJson.count(metadata, "totalPlatforms", "totalResources", "totalCount");
        Long claimedCategories = CatalogJson.count(metadata, "totalCategories");
        return new CatalogIndex(
                List.copyOf(categories.values()),
                lists,
                claimedResources == null ? sumOfCounts() : claimedResources,
                claimedCategories,
                List.copyOf(problems));
    }

    private @Nullable Long sumOfCounts() {
        long sum = 0;
        boolean any = false;
        for (CatalogCategory category : categories.values()) {
            Long count = category.claimedCount();
            if (count != null) {
                any = true;
                sum += count;
            }
        }
        return any ? sum : null;
    }
}
