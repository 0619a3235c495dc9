package dev.gatewaysync.sync.catalog.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.sync.catalog.parse.CatalogCategory;
import dev.gatewaysync.sync.catalog.parse.CatalogResource;
import dev.gatewaysync.sync.catalog.parse.UnusableEntries;
import dev.gatewaysync.sync.catalog.parse.UnusableEntry;
import dev.gatewaysync.sync.catalog.read.CatalogReading;
import dev.gatewaysync.sync.catalog.read.CatalogReading.Contents;
import dev.gatewaysync.sync.catalog.store.StoredCatalog;
import dev.gatewaysync.sync.catalog.store.StoredCategory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CatalogChangeTest {
    private static final CatalogResource APPLE = resource("apple");
    private static final CatalogResource LIME = resource("lime");
    private static final CatalogResource PLUM = resource("plum");

    private final Map<String, Map<String, CatalogResource>> stored = new LinkedHashMap<>();
    private final Map<String, Contents> read = new LinkedHashMap<>();
    private final List<String> loaded = new ArrayList<>();

    @Test
    void the_first_reading_is_the_baseline() {
        read("fruit", APPLE, LIME);

        CatalogChange change = change(nothing());

        assertThat(change.isBaseline()).isTrue();
        assertThat(change.added()).isEqualTo(2);
        assertThat(change.categories().get("fruit").resources()).isEqualTo(2);
        assertThat(change.isEmpty()).isFalse();
    }

    @Test
    void what_came_and_went_is_counted_and_written() {
        stored("fruit", APPLE, LIME);
        read("fruit", LIME, PLUM);

        CatalogChange change = change(known("fruit"));

        assertThat(List.of(change.added(), change.updated(), change.removed())).containsExactly(1L, 0L, 1L);
        assertThat(change.writes())
                .extracting(located -> located.resource().name())
                .containsExactly("plum");
        assertThat(change.removals())
                .extracting(located -> located.resource().name())
                .containsExactly("apple");
        assertThat(change.categories().get("fruit").resources()).isEqualTo(2);
    }

    @Test
    void a_category_that_cannot_be_read_stays_as_it_was_and_is_not_even_loaded() {
        stored("fruit", APPLE);
        read.put("fruit", new Contents.Unreadable("HTTP 500", false));

        CatalogChange change = change(known("fruit"));

        assertThat(change.differences()).isEmpty();
        assertThat(loaded).isEmpty();
        assertThat(change.problems()).containsExactly("fruit: HTTP 500");
        assertThat(change.changesProblems()).isTrue();
        assertThat(change.categories().get("fruit").resources()).isEqualTo(1);
    }

    @Test
    void the_same_problem_as_before_changes_nothing() {
        stored("fruit", APPLE);
        read.put("fruit", new Contents.Unreadable("HTTP 500", false));
        CatalogChange first = change(known("fruit"));

        CatalogChange again = change(new StoredCatalog(
                2, first.categories(), Map.of(), Optional.of(first.reading().index())));

        assertThat(again.changesProblems()).isFalse();
        assertThat(again.isEmpty()).isTrue();
    }

    @Test
    void a_resource_that_an_unusable_entry_speaks_of_has_not_been_removed() {
        stored("fruit", APPLE, LIME);
        read.put(
                "fruit",
                new Contents.Read(
                        List.of(APPLE), List.of(UnusableEntries.of(List.of(new UnusableEntry("lime", null)))), "slip"));

        CatalogChange change = change(known("fruit"));

        assertThat(change.removed()).isZero();
        assertThat(change.problems()).containsExactly("fruit: slip");
    }

    @Test
    void a_category_that_the_index_no_longer_has_goes_with_its_resources() {
        stored("fruit", APPLE);
        stored("stone", PLUM);
        read("fruit", APPLE);

        CatalogChange change = change(known("fruit", "stone"));

        assertThat(change.removedCategories()).extracting(CatalogCategory::id).containsExactly("stone");
        assertThat(change.removed()).isEqualTo(1);
        assertThat(change.categories()).containsOnlyKeys("fruit");
    }

    @Test
    void a_resource_that_moved_is_one_change_and_counts_where_it_is() {
        stored("fruit", APPLE, PLUM);
        stored("stone");
        read("fruit", APPLE);
        read("stone", PLUM);

        CatalogChange change = change(known("fruit", "stone"));

        assertThat(List.of(change.added(), change.updated(), change.removed())).containsExactly(0L, 1L, 0L);
        assertThat(change.categories().get("fruit").resources()).isEqualTo(1);
        assertThat(change.categories().get("stone").resources()).isEqualTo(1);
        assertThat(change.removals())
                .extracting(located -> located.categoryId())
                .containsExactly("fruit");
    }

    @Test
    void a_file_that_failed_at_the_baseline_was_there_before_us_but_one_that_was_missing_was_not() {
        read.put("fruit", new Contents.Unreadable("HTTP 500", false));
        assertThat(change(nothing()).categories().get("fruit").unread()).isTrue();

        read.put("fruit", new Contents.Unreadable("HTTP 404", true));
        assertThat(change(nothing()).categories().get("fruit").unread()).isFalse();
    }

    private void stored(String category, CatalogResource... resources) {
        stored.put(category, byKey(resources));
    }

    private void read(String category, CatalogResource... resources) {
        read.put(category, new Contents.Read(List.of(resources), List.of(), null));
    }

    private CatalogChange change(StoredCatalog known) {
        List<CatalogCategory> index =
                read.keySet().stream().map(CatalogChangeTest::category).toList();
        CatalogReading reading = new CatalogReading(
                new StoredCatalog.IndexMemory(index, false, null, null, List.of(), null), read, List.of(), true);
        return CatalogChange.of(known, reading, id -> {
            loaded.add(id);
            return stored.getOrDefault(id, Map.of());
        });
    }

    private static StoredCatalog nothing() {
        return new StoredCatalog(0, Map.of(), Map.of(), Optional.empty());
    }

    private StoredCatalog known(String... categories) {
        Map<String, StoredCategory> known = new LinkedHashMap<>();
        for (String id : categories) {
            known.put(
                    id,
                    new StoredCategory(
                            category(id),
                            known.size(),
                            null,
                            false,
                            stored.get(id).size()));
        }
        return new StoredCatalog(1, known, Map.of(), Optional.empty());
    }

    private static Map<String, CatalogResource> byKey(CatalogResource... resources) {
        Map<String, CatalogResource> map = new LinkedHashMap<>();
        for (CatalogResource resource : resources) {
            map.put(resource.urlKey(), resource);
        }
        return map;
    }

    private static CatalogCategory category(String id) {
        return new CatalogCategory(id, id, null, null, null, null);
    }

    private static CatalogResource resource(String name) {
        return new CatalogResource("key-" + name, name, "https://" + name + ".example", null, null, List.of());
    }
}
