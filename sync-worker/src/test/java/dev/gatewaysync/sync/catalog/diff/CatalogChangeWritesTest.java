package dev.gatewaysync.sync.catalog.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.sync.catalog.parse.CatalogCategory;
import dev.gatewaysync.sync.catalog.parse.CatalogResource;
import dev.gatewaysync.sync.catalog.parse.UnusableEntries;
import dev.gatewaysync.sync.catalog.parse.UnusableEntry;
import dev.gatewaysync.sync.catalog.read.CatalogReading;
import dev.gatewaysync.sync.catalog.read.CatalogReading.Contents;
import dev.gatewaysync.sync.catalog.store.CatalogStore.Located;
import dev.gatewaysync.sync.catalog.store.ConfiguredPages;
import dev.gatewaysync.sync.catalog.store.StoredCatalog;
import dev.gatewaysync.sync.catalog.store.StoredCatalog.IndexMemory;
import dev.gatewaysync.sync.catalog.store.StoredCategory;
import dev.gatewaysync.sync.catalog.store.StoredDocument;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a change of the catalogue writes, and whether anybody would notice it. */
class CatalogChangeWritesTest {
    private static final CatalogResource APPLE = resource("apple", "Apple");
    private static final CatalogResource LIME = resource("lime", "Lime");
    private static final CatalogResource PLUM = resource("plum", "Plum");

    private final Map<String, Map<String, CatalogResource>> stored = new LinkedHashMap<>();
    private final Map<String, StoredCategory> known = new LinkedHashMap<>();
    private final Map<String, StoredDocument> documents = new LinkedHashMap<>();
    private final List<CatalogCategory> index = new ArrayList<>();
    private final Map<String, Contents> read = new LinkedHashMap<>();
    private List<String> problemsBefore = List.of();
    private List<String> problems = List.of();
    private @Nullable ConfiguredPages pagesBefore;
    private @Nullable ConfiguredPages pages;
    private boolean isComplete = true;

    @Test
    void categories_are_numbered_as_the_index_lists_them_and_only_those_that_are_not_as_stored_are_written() {
        stored("fruit", category("fruit", "Fruit"), APPLE);
        stored("stone", category("stone", "Stone"), PLUM);
        read(category("fruit", "Fruit"), APPLE);
        read(category("stone", "Stone fruit"), PLUM);
        read(category("herbs", "Herbs"));

        CatalogChange change = change();

        assertThat(change.categories().values())
                .extracting(StoredCategory::position)
                .containsExactly(0, 1, 2);
        assertThat(change.changedCategories())
                .extracting(written -> written.category().id())
                .containsExactly("stone", "herbs");
    }

    @Test
    void a_category_whose_place_in_the_index_is_another_is_written() {
        stored("fruit", category("fruit", "Fruit"), APPLE);
        stored("stone", category("stone", "Stone"), PLUM);
        read(category("stone", "Stone"), PLUM);
        read(category("fruit", "Fruit"), APPLE);

        CatalogChange change = change();

        assertThat(change.changedCategories()).hasSize(2);
        assertThat(change.isEmpty()).isFalse();
        assertThat(change.isVisible()).isFalse();
    }

    @Test
    void a_category_that_only_has_other_resources_is_not_written() {
        stored("fruit", category("fruit", "Fruit"), APPLE);
        read(category("fruit", "Fruit"), APPLE, LIME);

        assertThat(change().changedCategories()).isEmpty();
    }

    @Test
    void a_new_name_is_written_where_the_resource_is_and_nothing_is_removed_for_it() {
        CatalogResource renamed = resource("apple", "Granny Smith");
        stored("fruit", category("fruit", "Fruit"), APPLE);
        read(category("fruit", "Fruit"), renamed);

        CatalogChange change = change();

        assertThat(change.writes()).containsExactly(new Located("fruit", renamed));
        assertThat(change.removals()).isEmpty();
        assertThat(change.isVisible()).isTrue();
    }

    @Test
    void what_moved_is_removed_where_it_was_and_written_where_it_is() {
        stored("fruit", category("fruit", "Fruit"), APPLE, PLUM);
        stored("stone", category("stone", "Stone"));
        read(category("fruit", "Fruit"), APPLE);
        read(category("stone", "Stone"), PLUM);

        CatalogChange change = change();

        assertThat(change.writes()).containsExactly(new Located("stone", PLUM));
        assertThat(change.removals()).containsExactly(new Located("fruit", PLUM));
    }

    @Test
    void a_category_that_only_looks_otherwise_is_written_and_no_reader_would_notice() {
        stored("fruit", category("fruit", "Fruit"), APPLE);
        read(new CatalogCategory("fruit", "Fruit", "🍏", null, null, 7L), APPLE);

        CatalogChange change = change();

        assertThat(change.isVisible()).isFalse();
        assertThat(change.isEmpty()).isFalse();
    }

    @Test
    void a_category_that_is_called_otherwise_is_noticed() {
        stored("fruit", category("fruit", "Fruit"), APPLE);
        read(category("fruit", "Fruits"), APPLE);

        assertThat(change().isVisible()).isTrue();
    }

    @Test
    void what_could_not_be_seen_is_still_there_unless_it_was_seen_elsewhere() {
        stored("fruit", category("fruit", "Fruit"), APPLE, LIME, PLUM);
        stored("stone", category("stone", "Stone"));
        read(category("fruit", "Fruit"), APPLE);
        read(category("stone", "Stone"), PLUM);
        isComplete = false;

        CatalogChange change = change();

        assertThat(List.of(change.added(), change.updated(), change.removed())).containsExactly(0L, 1L, 0L);
        assertThat(change.removals()).containsExactly(new Located("fruit", PLUM));
        assertThat(change.categories().get("fruit").resources()).isEqualTo(2);
    }

    @Test
    void what_was_seen_where_it_was_before_stays_there_too() {
        stored("fruit", category("fruit", "Fruit"), APPLE);
        stored("stone", category("stone", "Stone"), APPLE);
        read(category("fruit", "Fruit"), APPLE);
        read(category("stone", "Stone"));
        isComplete = false;

        assertThat(change().differences()).isEmpty();
    }

    @Test
    void of_what_unusable_entries_do_not_speak_is_gone() {
        stored("fruit", category("fruit", "Fruit"), APPLE, LIME);
        index.add(category("fruit", "Fruit"));
        read.put(
                "fruit",
                new Contents.Read(
                        List.of(), List.of(UnusableEntries.of(List.of(new UnusableEntry("lime", null)))), "slip"));

        assertThat(change().removals()).containsExactly(new Located("fruit", APPLE));
    }

    @Test
    void problems_are_those_of_the_index_and_of_the_categories_that_have_one() {
        stored("fruit", category("fruit", "Fruit"), APPLE);
        read(category("fruit", "Fruit"), APPLE);
        index.add(category("stone", "Stone"));
        read.put("stone", new Contents.Unreadable("HTTP 500", false));
        problems = List.of("two categories have the same id");

        assertThat(change().problems()).containsExactly("two categories have the same id", "stone: HTTP 500");
    }

    @Test
    void a_problem_of_the_index_that_is_no_more_is_a_change_of_problems() {
        stored("fruit", category("fruit", "Fruit"), APPLE);
        read(category("fruit", "Fruit"), APPLE);
        problemsBefore = List.of("two categories have the same id");
        assertThat(change().changesProblems()).isTrue();

        problems = problemsBefore;
        assertThat(change().changesProblems()).isFalse();
    }

    @Test
    void a_category_that_could_not_be_read_when_it_came_is_news_once_it_can_be() {
        stored("fruit", category("fruit", "Fruit"), APPLE);
        read(category("fruit", "Fruit"), APPLE);
        index.add(category("stone", "Stone"));
        read.put("stone", new Contents.Unreadable("HTTP 500", false));

        assertThat(change().categories().get("stone").unread()).isFalse();
        assertThat(change().categories().get("fruit").unread()).isFalse();
    }

    @Test
    void a_category_that_was_not_read_at_the_baseline_is_not_until_it_is() {
        known.put("stone", new StoredCategory(category("stone", "Stone"), 0, "HTTP 500", true, 0));
        stored.put("stone", Map.of());
        index.add(category("stone", "Stone"));
        read.put("stone", new Contents.Unreadable("HTTP 500", false));
        assertThat(change().categories().get("stone").unread()).isTrue();

        read.put("stone", new Contents.Read(List.of(PLUM), List.of(), null));
        assertThat(change().categories().get("stone").unread()).isFalse();
    }

    @Test
    void a_catalogue_that_is_read_by_another_definition_is_a_baseline_again() {
        stored("fruit", category("fruit", "Fruit"), APPLE);
        read(category("fruit", "Fruit"), APPLE);
        assertThat(change().isReadOtherwise()).isFalse();
        assertThat(change().isBaseline()).isFalse();

        pages = new ConfiguredPages("source", "definition", List.of());
        assertThat(change().isReadOtherwise()).isTrue();
        assertThat(change().isBaseline()).isTrue();

        pagesBefore = new ConfiguredPages("source", "definition", List.of("https://a.example/1"));
        assertThat(change().isReadOtherwise()).isFalse();
    }

    @Test
    void the_first_reading_is_a_baseline_and_not_read_otherwise() {
        read(category("fruit", "Fruit"), APPLE);
        pages = new ConfiguredPages("source", "definition", List.of());

        CatalogChange change = change(0);

        assertThat(change.isBaseline()).isTrue();
        assertThat(change.isReadOtherwise()).isFalse();
    }

    @Test
    void pages_that_were_not_read_this_time_are_forgotten_unless_one_could_not_be_read() {
        for (String page : List.of("https://a.example/1", "https://a.example/2")) {
            documents.put(page, new StoredDocument(page, null, "", null, null, 0));
        }
        assertThat(change().forgottenDocuments()).as("the main app's own index").isEmpty();

        pages = new ConfiguredPages("source", "definition", List.of());
        assertThat(change().forgottenDocuments()).isEmpty();

        pages = new ConfiguredPages("source", "definition", List.of("https://a.example/1"));
        assertThat(change().forgottenDocuments()).containsExactly("https://a.example/2");
    }

    private void stored(String id, CatalogCategory category, CatalogResource... resources) {
        Map<String, CatalogResource> byKey = new LinkedHashMap<>();
        for (CatalogResource resource : resources) {
            byKey.put(resource.urlKey(), resource);
        }
        stored.put(id, byKey);
        known.put(id, new StoredCategory(category, known.size(), null, false, resources.length));
    }

    private void read(CatalogCategory category, CatalogResource... resources) {
        index.add(category);
        read.put(category.id(), new Contents.Read(List.of(resources), List.of(), null));
    }

    private CatalogChange change() {
        return change(1);
    }

    private CatalogChange change(long version) {
        IndexMemory before = new IndexMemory(index, false, null, null, problemsBefore, pagesBefore);
        IndexMemory now = new IndexMemory(index, false, null, null, problems, pages);
        return CatalogChange.of(
                new StoredCatalog(version, known, documents, Optional.of(before)),
                new CatalogReading(now, read, List.of(), isComplete),
                id -> stored.getOrDefault(id, Map.of()));
    }

    private static CatalogCategory category(String id, String name) {
        return new CatalogCategory(id, name, null, null, null, null);
    }

    private static CatalogResource resource(String key, String name) {
        return new CatalogResource(key, name, "https://" + key + ".example", null, null, List.of());
    }
}
