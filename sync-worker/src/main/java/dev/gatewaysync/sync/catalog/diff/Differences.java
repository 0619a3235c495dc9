package dev.gatewaysync.sync.catalog.diff;

import dev.gatewaysync.sync.catalog.diff.Difference.CategoryAdded;
import dev.gatewaysync.sync.catalog.diff.Difference.CategoryChanged;
import dev.gatewaysync.sync.catalog.diff.Difference.CategoryRemoved;
import dev.gatewaysync.sync.catalog.diff.Difference.ResourceAdded;
import dev.gatewaysync.sync.catalog.diff.Difference.ResourceChanged;
import dev.gatewaysync.sync.catalog.diff.Difference.ResourceRemoved;
import dev.gatewaysync.sync.catalog.parse.CatalogCategory;
import dev.gatewaysync.sync.catalog.parse.CatalogResource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What turns one catalogue into another, and nothing more. A resource that left one category and stands in another under
 * the same URL has moved: that is one change, no removal and no addition.
 */
final class Differences {
    private Differences() {}

    /** Categories first, then additions in the order of {@code after}, changes and removals. */
    static List<Difference> between(CatalogState before, CatalogState after) {
        List<Difference> categories = new ArrayList<>();
        after.categories().forEach((id, category) -> {
            CatalogCategory old = before.categories().get(id);
            if (old == null) {
                categories.add(new CategoryAdded(category));
            } else if (!old.equals(category)) {
                categories.add(new CategoryChanged(old, category));
            }
        });
        before.categories().forEach((id, category) -> {
            if (!after.categories().containsKey(id)) {
                categories.add(new CategoryRemoved(category));
            }
        });
        List<Difference> all = new ArrayList<>(categories);
        all.addAll(resources(before.resources(), after.resources()));
        return all;
    }

    private static List<Difference> resources(
            Map<String, Map<String, CatalogResource>> before, Map<String, Map<String, CatalogResource>> after) {
        Map<String, Deque<ResourceRemoved>> gone = gone(before, after);
        List<Difference> added = new ArrayList<>();
        List<Difference> changed = new ArrayList<>();
        after.forEach((categoryId, resources) -> resources.forEach((key, resource) -> {
            CatalogResource old = before.getOrDefault(categoryId, Map.of()).get(key);
            Deque<ResourceRemoved> elsewhere = gone.getOrDefault(key, new ArrayDeque<>());
            if (old != null) {
                if (!old.equals(resource)) {
                    changed.add(new ResourceChanged(categoryId, categoryId, old, resource));
                }
            } else if (elsewhere.isEmpty()) {
                added.add(new ResourceAdded(categoryId, resource));
            } else {
                ResourceRemoved from = elsewhere.removeFirst();
                changed.add(new ResourceChanged(from.categoryId(), categoryId, from.resource(), resource));
            }
        }));
        List<Difference> all = new ArrayList<>(added);
        all.addAll(changed);
        gone.values().forEach(all::addAll);
        return all;
    }

    /** By URL key, what is no longer where it was. */
    private static Map<String, Deque<ResourceRemoved>> gone(
            Map<String, Map<String, CatalogResource>> before, Map<String, Map<String, CatalogResource>> after) {
        Map<String, Deque<ResourceRemoved>> gone = new LinkedHashMap<>();
        before.forEach((categoryId, resources) -> {
            Map<String, CatalogResource> now = after.getOrDefault(categoryId, new HashMap<>());
            resources.forEach((key, resource) -> {
                if (!now.containsKey(key)) {
                    gone.computeIfAbsent(key, url -> new ArrayDeque<>()).add(new ResourceRemoved(categoryId, resource));
                }
            });
        });
        return gone;
    }
}
