package dev.gatewaysync.sync.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.events.BuiltInType;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.EventType;
import dev.gatewaysync.storage.catalog.ResourceIdentity;
import dev.gatewaysync.sync.catalog.diff.CatalogChange;
import dev.gatewaysync.sync.catalog.diff.DifferenceEvents;
import dev.gatewaysync.sync.catalog.parse.CatalogCategory;
import dev.gatewaysync.sync.catalog.parse.CatalogResource;
import dev.gatewaysync.sync.catalog.read.CatalogReading;
import dev.gatewaysync.sync.catalog.read.CatalogReading.Contents;
import dev.gatewaysync.sync.catalog.store.StoredCatalog;
import dev.gatewaysync.sync.catalog.store.StoredCatalog.IndexMemory;
import dev.gatewaysync.sync.catalog.store.StoredCategory;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import tools.jackson.databind.JsonNode;

/** What is published of a sync, as a reader of the events sees it: any catalogue, any edits. */
class PublishedDifferencesTest {
    private static final int RESOURCES = 12;
    private static final int CATEGORIES = 4;

    @Property(tries = 300)
    void the_published_differences_turn_the_old_catalogue_into_the_new_and_say_nothing_more(
            @ForAll("shelves") Shelves before, @ForAll("edits") List<Edit> edits) {
        Shelves after = before.edited(edits);
        List<EventEnvelope> events = published(before, after);

        Map<String, Map<String, String>> told = before.asRead();
        events.forEach(event -> apply(told, event, before, after));
        // That a category left is said by the run's own event; what was in it must have been told by then.
        told.entrySet().removeIf(shelf -> shelf.getValue().isEmpty() && !after.hasCategory(shelf.getKey()));

        assertThat(told).isEqualTo(after.asRead());
        assertThat(resourceEvents(events)).isEqualTo(expected(before, after));
    }

    @Property(tries = 100)
    void an_unchanged_catalogue_publishes_nothing_however_its_addresses_are_spelt(@ForAll("shelves") Shelves shelves) {
        assertThat(published(shelves, shelves)).isEmpty();
        Map<String, EventType> respelt = resourceEvents(published(shelves, shelves.respelt()));
        assertThat(respelt.values()).allMatch(type -> type == BuiltInType.RESOURCE_UPDATED);
    }

    @Provide
    Arbitrary<Shelves> shelves() {
        Arbitrary<Item> item = Combinators.combine(
                        Arbitraries.integers().between(-1, CATEGORIES - 1),
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.integers().between(0, 2))
                .as((category, name, description, tags) -> new Item(category, name, description, tags, false));
        return item.list().ofSize(RESOURCES).map(items -> new Shelves(items, List.of(0, 1, 2, 3), 0));
    }

    @Provide
    Arbitrary<List<Edit>> edits() {
        return Combinators.combine(
                        Arbitraries.of(Edit.Kind.values()),
                        Arbitraries.integers().between(0, RESOURCES - 1),
                        Arbitraries.integers().between(0, CATEGORIES - 1))
                .as(Edit::new)
                .list()
                .ofMaxSize(10);
    }

    /** One event per resource that is not as it was: a new name, a new category or both are one update. */
    private static Map<String, EventType> expected(Shelves before, Shelves after) {
        Map<String, EventType> expected = new TreeMap<>();
        for (int i = 0; i < RESOURCES; i++) {
            boolean was = before.isThere(i);
            boolean is = after.isThere(i);
            if (was && is && !before.items().get(i).equals(after.items().get(i))) {
                expected.put(Shelves.key(i), BuiltInType.RESOURCE_UPDATED);
            } else if (was != is) {
                expected.put(Shelves.key(i), is ? BuiltInType.RESOURCE_ADDED : BuiltInType.RESOURCE_REMOVED);
            }
        }
        return expected;
    }

    private static Map<String, EventType> resourceEvents(List<EventEnvelope> events) {
        Map<String, EventType> byKey = new TreeMap<>();
        events.stream()
                .filter(event -> event.type().wireName().startsWith("resource-"))
                .forEach(event -> assertThat(byKey.put(key(event), event.type()))
                        .as("a second event about %s", key(event))
                        .isNull());
        return byKey;
    }

    private static void apply(
            Map<String, Map<String, String>> told, EventEnvelope event, Shelves before, Shelves after) {
        JsonNode data = event.data();
        String category = data.path("categoryId").asString("");
        switch (event.type()) {
            case BuiltInType.CATEGORY_ADDED -> told.put(category, new TreeMap<>());
            case BuiltInType.CATEGORY_UPDATED ->
                assertThat(data.path("name").stringValue())
                        .isEqualTo(after.categoryName(category))
                        .isNotEqualTo(before.categoryName(category));
            case BuiltInType.RESOURCE_ADDED ->
                assertThat(told.get(category)
                                .put(key(event), line(data.path("name"), data.path("description"), data.path("tags"))))
                        .isNull();
            case BuiltInType.RESOURCE_REMOVED ->
                assertThat(told.get(category).remove(key(event))).isNotNull();
            case BuiltInType.RESOURCE_UPDATED -> {
                JsonNode changes = data.path("changes");
                assertThat(changes.isEmpty()).isFalse();
                String from = changes.has("category")
                        ? told.keySet().stream()
                                .filter(id -> naming(id, before, after)
                                        .equals(changes.at("/category/from").stringValue()))
                                .findFirst()
                                .orElseThrow()
                        : category;
                String old = told.get(from).remove(key(event));
                assertThat(old).isNotNull();
                String[] fields = old.split("\\|", -1);
                told.get(category)
                        .put(
                                key(event),
                                String.join(
                                        "|",
                                        changed(changes, "name", fields[0]),
                                        changed(changes, "description", fields[1]),
                                        changed(changes, "tags", fields[2])));
            }
            default -> throw new AssertionError("Nobody expects " + event.type());
        }
    }

    private static String changed(JsonNode changes, String field, String before) {
        if (!changes.has(field)) {
            return before;
        }
        assertThat(text(changes.path(field).path("from"))).isEqualTo(before);
        return text(changes.path(field).path("to"));
    }

    private static String naming(String id, Shelves before, Shelves after) {
        return after.hasCategory(id) ? after.categoryName(id) : before.categoryName(id);
    }

    private static String key(EventEnvelope event) {
        return ResourceIdentity.key(event.data().path("url").stringValue()).orElseThrow();
    }

    private static String line(JsonNode name, JsonNode description, JsonNode tags) {
        return text(name) + "|" + (description.isMissingNode() ? "null" : text(description)) + "|"
                + (tags.isMissingNode() ? "[]" : text(tags));
    }

    private static String text(JsonNode node) {
        return node.isString() ? node.stringValue() : node.toString();
    }

    private static List<EventEnvelope> published(Shelves before, Shelves after) {
        Map<String, StoredCategory> stored = new LinkedHashMap<>();
        Map<String, CatalogCategory> categories = new HashMap<>();
        before.categories().forEach(category -> {
            stored.put(
                    category.id(),
                    new StoredCategory(
                            category,
                            stored.size(),
                            null,
                            false,
                            before.resources(category.id()).size()));
            categories.put(category.id(), category);
        });
        Map<String, Contents> contents = new LinkedHashMap<>();
        after.categories().forEach(category -> {
            contents.put(category.id(), new Contents.Read(after.resources(category.id()), List.of(), null));
            categories.put(category.id(), category);
        });
        IndexMemory index = new IndexMemory(after.categories(), false, null, null, List.of(), null);
        CatalogChange change = CatalogChange.of(
                new StoredCatalog(1, stored, Map.of(), Optional.empty()),
                new CatalogReading(index, contents, List.of(), true),
                id -> {
                    Map<String, CatalogResource> byKey = new LinkedHashMap<>();
                    before.resources(id).forEach(resource -> byKey.put(resource.urlKey(), resource));
                    return byKey;
                });
        return new DifferenceEvents("run", Instant.EPOCH, URI.create("https://app.example"), categories)
                .of(change.differences());
    }

    /** @param category where it stands; -1: nowhere */
    record Item(int category, int name, int description, int tags, boolean respelt) {}

    record Edit(Kind kind, int item, int value) {
        enum Kind {
            RENAME,
            MOVE,
            REMOVE,
            DESCRIBE,
            TAG,
            DROP_CATEGORY,
            RENAME_CATEGORIES
        }
    }

    /**
     * @param items by their number, which is in their address
     * @param shelves the categories there are
     * @param edition in the categories' names
     */
    record Shelves(List<Item> items, List<Integer> shelves, int edition) {
        static String address(int item) {
            return "https://r" + item + ".example";
        }

        static String key(int item) {
            return ResourceIdentity.key(address(item)).orElseThrow();
        }

        Shelves edited(List<Edit> edits) {
            List<Item> now = new ArrayList<>(items);
            List<Integer> left = new ArrayList<>(shelves);
            int names = edition;
            for (Edit edit : edits) {
                Item item = now.get(edit.item());
                switch (edit.kind()) {
                    case RENAME ->
                        now.set(edit.item(), new Item(item.category, edit.value, item.description, item.tags, false));
                    case MOVE ->
                        now.set(edit.item(), new Item(edit.value, item.name, item.description, item.tags, false));
                    case REMOVE -> now.set(edit.item(), new Item(-1, item.name, item.description, item.tags, false));
                    case DESCRIBE ->
                        now.set(edit.item(), new Item(item.category, item.name, edit.value, item.tags, false));
                    case TAG ->
                        now.set(edit.item(), new Item(item.category, item.name, item.description, edit.value, false));
                    case DROP_CATEGORY -> left.remove((Integer) edit.value());
                    case RENAME_CATEGORIES -> names = edit.value();
                }
            }
            return new Shelves(now, left, names);
        }

        Shelves respelt() {
            return new Shelves(
                    items.stream()
                            .map(item -> new Item(item.category, item.name, item.description, item.tags, true))
                            .toList(),
                    shelves,
                    edition);
        }

        boolean isThere(int item) {
            return shelves.contains(items.get(item).category());
        }

        boolean hasCategory(String id) {
            return categories().stream().anyMatch(category -> category.id().equals(id));
        }

        String categoryName(String id) {
            return "Category " + id + " of edition " + edition;
        }

        List<CatalogCategory> categories() {
            return shelves.stream()
                    .map(number -> new CatalogCategory(
                            "c" + number, categoryName("c" + number), null, null, "/c" + number, null))
                    .toList();
        }

        List<CatalogResource> resources(String categoryId) {
            List<CatalogResource> resources = new ArrayList<>();
            for (int i = 0; i < items.size(); i++) {
                Item item = items.get(i);
                if (("c" + item.category).equals(categoryId)) {
                    String url = item.respelt ? "HTTPS://R" + i + ".example/#top" : address(i);
                    resources.add(new CatalogResource(
                            ResourceIdentity.key(url).orElseThrow(),
                            "name " + item.name,
                            url,
                            item.description == 0 ? null : "text " + item.description,
                            null,
                            item.tags == 0 ? List.of() : List.of("t" + item.tags)));
                }
            }
            return resources;
        }

        /** By category and address, in the words of the events. */
        Map<String, Map<String, String>> asRead() {
            Map<String, Map<String, String>> read = new TreeMap<>();
            for (CatalogCategory category : categories()) {
                Map<String, String> lines = new TreeMap<>();
                for (CatalogResource resource : resources(category.id())) {
                    lines.put(
                            resource.urlKey(),
                            resource.name() + "|" + resource.description() + "|"
                                    + (resource.tags().isEmpty()
                                            ? "[]"
                                            : "[\"" + resource.tags().get(0) + "\"]"));
                }
                read.put(category.id(), lines);
            }
            return read;
        }
    }
}
