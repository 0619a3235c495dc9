package dev.gatewaysync.sync.catalog.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.sync.catalog.parse.CatalogCategory;
import dev.gatewaysync.sync.catalog.parse.CatalogResource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DifferencesTest {
    private static final int SEEDS = 3_000;

    @Test
    void differences_turn_the_old_catalogue_into_the_new_and_touch_nothing_twice() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            CatalogState before = catalogue(random);
            CatalogState after = catalogue(random);
            List<Difference> differences = Differences.between(before, after);
            assertThat(applied(before, differences)).as("seed %d", seed).isEqualTo(after);
            assertThat(differences).as("seed %d", seed).doesNotHaveDuplicates();
            assertNothingTouchedTwice(differences, seed);
        }
    }

    @Test
    void equal_catalogues_have_no_differences() {
        for (int seed = 0; seed < SEEDS; seed++) {
            CatalogState state = catalogue(new Random(seed));
            assertThat(Differences.between(state, catalogue(new Random(seed)))).isEmpty();
            assertThat(Differences.between(state, state)).isEmpty();
        }
    }

    @Test
    void nothing_is_said_that_a_smaller_change_could_say() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            CatalogState before = catalogue(random);
            CatalogState after = catalogue(random);
            Map<String, Integer> surplus = new HashMap<>();
            before.resources()
                    .values()
                    .forEach(map -> map.keySet().forEach(key -> surplus.merge(key, -1, Integer::sum)));
            after.resources().values().forEach(map -> map.keySet().forEach(key -> surplus.merge(key, 1, Integer::sum)));
            List<Difference> differences = Differences.between(before, after);
            assertThat(differences.stream()
                            .filter(Difference.ResourceAdded.class::isInstance)
                            .count())
                    .as("seed %d", seed)
                    .isEqualTo(surplus.values().stream()
                            .filter(n -> n > 0)
                            .mapToLong(n -> n)
                            .sum());
            assertThat(differences.stream()
                            .filter(Difference.ResourceRemoved.class::isInstance)
                            .count())
                    .as("seed %d", seed)
                    .isEqualTo(surplus.values().stream()
                            .filter(n -> n < 0)
                            .mapToLong(n -> -n)
                            .sum());
        }
    }

    @Test
    void a_new_name_at_the_same_address_is_one_change() {
        CatalogState before = state(Map.of("a", List.of(resource("k", "Old"))));
        CatalogState after = state(Map.of("a", List.of(resource("k", "New"))));
        assertThat(Differences.between(before, after))
                .containsExactly(new Difference.ResourceChanged("a", "a", resource("k", "Old"), resource("k", "New")));
    }

    @Test
    void a_resource_that_moved_is_one_change() {
        CatalogState before = state(Map.of("a", List.of(resource("k", "X")), "b", List.of()));
        CatalogState after = state(Map.of("a", List.of(), "b", List.of(resource("k", "X"))));
        assertThat(Differences.between(before, after))
                .containsExactly(new Difference.ResourceChanged("a", "b", resource("k", "X"), resource("k", "X")));
    }

    @Test
    void a_resource_that_also_stands_elsewhere_is_added() {
        CatalogState before = state(Map.of("a", List.of(resource("k", "X")), "b", List.of()));
        CatalogState after = state(Map.of("a", List.of(resource("k", "X")), "b", List.of(resource("k", "X"))));
        assertThat(Differences.between(before, after))
                .containsExactly(new Difference.ResourceAdded("b", resource("k", "X")));
    }

    private static void assertNothingTouchedTwice(List<Difference> differences, int seed) {
        Set<String> gone = new HashSet<>();
        Set<String> written = new HashSet<>();
        for (Difference difference : differences) {
            boolean once = switch (difference) {
                case Difference.ResourceAdded d ->
                    written.add(d.categoryId() + d.resource().urlKey());
                case Difference.ResourceRemoved d ->
                    gone.add(d.categoryId() + d.resource().urlKey());
                case Difference.ResourceChanged d ->
                    written.add(d.toCategory() + d.after().urlKey())
                            && (d.fromCategory().equals(d.toCategory())
                                    || gone.add(d.fromCategory() + d.before().urlKey()));
                default -> true;
            };
            assertThat(once).as("seed %d: %s", seed, difference).isTrue();
        }
    }

    private static CatalogState applied(CatalogState state, List<Difference> differences) {
        Map<String, CatalogCategory> categories = new LinkedHashMap<>(state.categories());
        Map<String, Map<String, CatalogResource>> resources = new LinkedHashMap<>();
        state.resources().forEach((id, map) -> resources.put(id, new HashMap<>(map)));
        for (Difference difference : differences) {
            switch (difference) {
                case Difference.CategoryAdded d -> categories.put(d.category().id(), d.category());
                case Difference.CategoryChanged d -> categories.put(d.after().id(), d.after());
                case Difference.CategoryRemoved d ->
                    categories.remove(d.category().id());
                case Difference.ResourceAdded d ->
                    resources
                            .computeIfAbsent(d.categoryId(), id -> new HashMap<>())
                            .put(d.resource().urlKey(), d.resource());
                case Difference.ResourceRemoved d ->
                    resources.get(d.categoryId()).remove(d.resource().urlKey());
                case Difference.ResourceChanged d -> {
                    resources.get(d.fromCategory()).remove(d.before().urlKey());
                    resources
                            .computeIfAbsent(d.toCategory(), id -> new HashMap<>())
                            .put(d.after().urlKey(), d.after());
                }
            }
        }
        categories.keySet().forEach(id -> resources.computeIfAbsent(id, key -> new HashMap<>()));
        resources.keySet().retainAll(categories.keySet());
        return new CatalogState(categories, resources);
    }

    private static CatalogState catalogue(Random random) {
        Map<String, List<CatalogResource>> resources = new HashMap<>();
        int categories = random.nextInt(4);
        for (int c = 0; c < categories; c++) {
            Map<String, CatalogResource> inCategory = new LinkedHashMap<>();
            int count = random.nextInt(6);
            for (int i = 0; i < count; i++) {
                String key = "k" + random.nextInt(7);
                inCategory.put(key, resource(key, "n" + random.nextInt(3)));
            }
            resources.put("c" + random.nextInt(5), List.copyOf(inCategory.values()));
        }
        return state(resources, random);
    }

    private static CatalogState state(Map<String, List<CatalogResource>> resources) {
        return state(resources, new Random(0));
    }

    private static CatalogState state(Map<String, List<CatalogResource>> resources, Random random) {
        Map<String, CatalogCategory> categories = new HashMap<>();
        Map<String, Map<String, CatalogResource>> byKey = new HashMap<>();
        Random names = new Random(random.nextInt());
        resources.keySet().stream()
                .sorted()
                .forEach(id ->
                        categories.put(id, new CatalogCategory(id, id + names.nextInt(2), null, null, null, null)));
        resources.forEach((id, list) -> {
            Map<String, CatalogResource> map = new HashMap<>();
            list.forEach(resource -> map.put(resource.urlKey(), resource));
            byKey.put(id, map);
        });
        return new CatalogState(categories, byKey);
    }

    private static CatalogResource resource(String key, String name) {
        return new CatalogResource(key, name, "https://" + key, null, null, List.of());
    }
}
