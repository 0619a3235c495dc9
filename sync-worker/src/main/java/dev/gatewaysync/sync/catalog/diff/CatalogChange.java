package dev.gatewaysync.sync.catalog.diff;

import dev.gatewaysync.sync.catalog.parse.CatalogCategory;
import dev.gatewaysync.sync.catalog.parse.CatalogResource;
import dev.gatewaysync.sync.catalog.read.CatalogReading;
import dev.gatewaysync.sync.catalog.read.CatalogReading.Contents;
import dev.gatewaysync.sync.catalog.store.CatalogStore.Located;
import dev.gatewaysync.sync.catalog.store.ConfiguredPages;
import dev.gatewaysync.sync.catalog.store.StoredCatalog;
import dev.gatewaysync.sync.catalog.store.StoredCategory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a reading makes of the catalogue that is known.
 *
 * @param categories all of them after the change, in the order of the index
 * @param problems one text per category or entry that could not be read
 */
public record CatalogChange(
        StoredCatalog known,
        CatalogReading reading,
        List<Difference> differences,
        Map<String, StoredCategory> categories,
        List<String> problems) {

    /** @param stored loads the resources of one category; asked only for categories that were read or are gone */
    public static CatalogChange of(
            StoredCatalog known, CatalogReading reading, Function<String, Map<String, CatalogResource>> stored) {
        Map<String, StoredCategory> categories = categories(known, reading);
        Map<String, Map<String, CatalogResource>> before = new LinkedHashMap<>();
        Map<String, Map<String, CatalogResource>> after = new LinkedHashMap<>();
        reading.contents().forEach((id, contents) -> {
            if (contents instanceof Contents.Read read) {
                Map<String, CatalogResource> old = known.categories().containsKey(id) ? stored.apply(id) : Map.of();
                before.put(id, old);
                after.put(id, readOrSpokenOf(read, old));
            }
        });
        if (!reading.complete()) {
            keepUnseen(before, after);
        }
        for (String id : known.categories().keySet()) {
            if (!categories.containsKey(id)) {
                before.put(id, stored.apply(id));
            }
        }
        List<Difference> differences = Differences.between(
                new CatalogState(plain(known.categories()), before), new CatalogState(plain(categories), after));
        List<String> problems = new ArrayList<>(reading.index().problems());
        problems.addAll(problems(categories));
        return new CatalogChange(known, reading, differences, counted(categories, differences), problems);
    }

    private static Map<String, CatalogResource> readOrSpokenOf(Contents.Read read, Map<String, CatalogResource> known) {
        Map<String, CatalogResource> after = new LinkedHashMap<>();
        read.resources().forEach(resource -> after.put(resource.urlKey(), resource));
        known.forEach((key, resource) -> {
            if (read.unusable().stream().anyMatch(entries -> entries.speakOf(resource))) {
                after.putIfAbsent(key, resource);
            }
        });
        return after;
    }

    /** What could not be seen stays where it was, unless it was seen where it was not before: then it has moved. */
    private static void keepUnseen(
            Map<String, Map<String, CatalogResource>> before, Map<String, Map<String, CatalogResource>> after) {
        Set<String> arrived = new HashSet<>();
        after.forEach((id, resources) -> resources.keySet().stream()
                .filter(key -> !before.getOrDefault(id, Map.of()).containsKey(key))
                .forEach(arrived::add));
        before.forEach((id, resources) -> {
            Map<String, CatalogResource> now = after.getOrDefault(id, new LinkedHashMap<>());
            resources.forEach((key, resource) -> {
                if (!arrived.contains(key)) {
                    now.putIfAbsent(key, resource);
                }
            });
        });
    }

    /** Whether there is nothing to compare with: then the differences are no news. */
    public boolean isBaseline() {
        return isBaseline(known, reading);
    }

    private static boolean isBaseline(StoredCatalog known, CatalogReading reading) {
        return known.isEmpty() || isReadOtherwise(known, reading);
    }

    /** Whether the catalogue that is known was read by another definition: it may be another one altogether. */
    public boolean isReadOtherwise() {
        return isReadOtherwise(known, reading);
    }

    private static boolean isReadOtherwise(StoredCatalog known, CatalogReading reading) {
        return !known.isEmpty()
                && !Objects.equals(known.definition(), reading.index().definition());
    }

    public long added() {
        return count(Difference.ResourceAdded.class);
    }

    public long updated() {
        return count(Difference.ResourceChanged.class);
    }

    public long removed() {
        return count(Difference.ResourceRemoved.class);
    }

    public List<CatalogCategory> removedCategories() {
        return of(Difference.CategoryRemoved.class).stream()
                .map(Difference.CategoryRemoved::category)
                .toList();
    }

    /** Whether a reader would notice the change. */
    public boolean isVisible() {
        return differences.stream()
                .anyMatch(difference ->
                        !(difference instanceof Difference.CategoryChanged changed) || changed.isVisible());
    }

    /** Whether other categories than before could not be read, or for other reasons. */
    public boolean changesProblems() {
        List<String> before = new ArrayList<>();
        known.index().ifPresent(index -> before.addAll(index.problems()));
        before.addAll(problems(known.categories()));
        return !before.equals(problems);
    }

    /** Categories whose row in the database is to be written. */
    public List<StoredCategory> changedCategories() {
        return categories.values().stream()
                .filter(category -> {
                    StoredCategory before =
                            known.categories().get(category.category().id());
                    return before == null || !before.withResources(0).equals(category.withResources(0));
                })
                .toList();
    }

    /** Addresses of pages that are none any more; those of cursors are others in each reading. */
    public List<String> forgottenDocuments() {
        ConfiguredPages pages = reading.index().pages();
        if (pages == null || pages.addresses().isEmpty()) {
            return List.of();
        }
        Set<String> forgotten = new HashSet<>(known.documents().keySet());
        pages.addresses().forEach(forgotten::remove);
        return List.copyOf(forgotten);
    }

    /** Whether anything is to be written at all. */
    public boolean isEmpty() {
        return differences.isEmpty()
                && reading.documents().isEmpty()
                && changedCategories().isEmpty()
                && !isBaseline()
                && known.index().filter(reading.index()::equals).isPresent();
    }

    public <T extends Difference> List<T> of(Class<T> type) {
        return differences.stream().filter(type::isInstance).map(type::cast).toList();
    }

    public List<Located> removals() {
        List<Located> removals = new ArrayList<>();
        of(Difference.ResourceRemoved.class).forEach(d -> removals.add(new Located(d.categoryId(), d.resource())));
        of(Difference.ResourceChanged.class).stream()
                .filter(d -> !d.fromCategory().equals(d.toCategory()))
                .forEach(d -> removals.add(new Located(d.fromCategory(), d.before())));
        return removals;
    }

    public List<Located> writes() {
        List<Located> writes = new ArrayList<>();
        of(Difference.ResourceAdded.class).forEach(d -> writes.add(new Located(d.categoryId(), d.resource())));
        of(Difference.ResourceChanged.class).forEach(d -> writes.add(new Located(d.toCategory(), d.after())));
        return writes;
    }

    private long count(Class<? extends Difference> type) {
        return differences.stream().filter(type::isInstance).count();
    }

    private static Map<String, StoredCategory> categories(StoredCatalog known, CatalogReading reading) {
        Map<String, StoredCategory> categories = new LinkedHashMap<>();
        int position = 0;
        for (CatalogCategory category : reading.index().categories()) {
            StoredCategory before = known.categories().get(category.id());
            Contents contents = reading.contents().get(category.id());
            categories.put(
                    category.id(),
                    new StoredCategory(
                            category,
                            position++,
                            problem(contents),
                            isUnread(isBaseline(known, reading), before, contents),
                            before == null ? 0 : before.resources()));
        }
        return categories;
    }

    private static @Nullable String problem(@Nullable Contents contents) {
        return switch (contents) {
            case Contents.Unreadable unreadable -> unreadable.problem();
            case Contents.Read read -> read.problem();
            case Contents.Unchanged same -> same.problem();
            case null -> null;
        };
    }

    /** A file that failed at the baseline was there before us; one that was missing and comes later is news. */
    private static boolean isUnread(boolean baseline, @Nullable StoredCategory before, @Nullable Contents contents) {
        if (!(contents instanceof Contents.Unreadable unreadable)) {
            return false;
        }
        return before == null ? baseline && !unreadable.missing() : before.unread();
    }

    private static Map<String, StoredCategory> counted(
            Map<String, StoredCategory> categories, List<Difference> differences) {
        Map<String, Long> counts = new HashMap<>();
        for (Difference difference : differences) {
            switch (difference) {
                case Difference.ResourceAdded d -> counts.merge(d.categoryId(), 1L, Long::sum);
                case Difference.ResourceRemoved d -> counts.merge(d.categoryId(), -1L, Long::sum);
                case Difference.ResourceChanged d -> {
                    counts.merge(d.fromCategory(), -1L, Long::sum);
                    counts.merge(d.toCategory(), 1L, Long::sum);
                }
                default -> {}
            }
        }
        Map<String, StoredCategory> counted = new LinkedHashMap<>();
        categories.forEach((id, category) -> counted.put(
                id, category.withResources(category.resources() + Objects.requireNonNullElse(counts.get(id), 0L))));
        return counted;
    }

    private static Map<String, CatalogCategory> plain(Map<String, StoredCategory> categories) {
        Map<String, CatalogCategory> plain = new LinkedHashMap<>();
        categories.forEach((id, stored) -> plain.put(id, stored.category()));
        return plain;
    }

    private static List<String> problems(Map<String, StoredCategory> categories) {
        return categories.values().stream()
                .filter(category -> category.problem() != null)
                .map(category -> category.category().id() + ": " + category.problem())
                .toList();
    }
}
