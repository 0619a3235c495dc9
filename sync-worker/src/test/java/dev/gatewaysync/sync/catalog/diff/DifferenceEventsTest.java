package dev.gatewaysync.sync.catalog.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.events.Batch;
import dev.gatewaysync.events.BuiltInType;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.Source;
import dev.gatewaysync.sync.catalog.parse.CatalogCategory;
import dev.gatewaysync.sync.catalog.parse.CatalogResource;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DifferenceEventsTest {
    private static final Instant NOON = Instant.parse("2025-09-06T12:00:00Z");
    private static final CatalogCategory FRUIT = category("fruit", "Fruit", "/fruit");
    private static final CatalogCategory STONE = category("stone", "Stone Fruit", "https://other.example/stone");

    private final DifferenceEvents events = new DifferenceEvents(
            "run-1", NOON, URI.create("https://app.example"), Map.of("fruit", FRUIT, "stone", STONE));

    @Test
    void the_additions_of_a_category_are_a_batch_of_this_run_and_come_before_the_rest() {
        List<EventEnvelope> made = events.of(List.of(
                new Difference.ResourceRemoved("fruit", resource("old", null)),
                new Difference.ResourceAdded("fruit", resource("a", null)),
                new Difference.ResourceAdded("stone", resource("b", null)),
                new Difference.ResourceAdded("fruit", resource("c", null))));

        assertThat(made)
                .extracting(EventEnvelope::type)
                .containsExactly(
                        BuiltInType.RESOURCE_ADDED,
                        BuiltInType.RESOURCE_ADDED,
                        BuiltInType.RESOURCE_ADDED,
                        BuiltInType.RESOURCE_REMOVED);
        assertThat(made)
                .extracting(EventEnvelope::batch)
                .containsExactly(
                        new Batch("run-1:fruit", 1, 2),
                        new Batch("run-1:fruit", 2, 2),
                        new Batch("run-1:stone", 1, 1),
                        null);
        assertThat(made).allSatisfy(event -> {
            assertThat(event.source()).isEqualTo(Source.SYNC);
            assertThat(event.timestamp()).isEqualTo(NOON);
        });
    }

    @Test
    void a_change_says_what_was_and_what_is_of_that_alone_which_changed() {
        EventEnvelope event = only(
                new Difference.ResourceChanged("fruit", "stone", resource("plum", "Sour"), resource("plum", "Sweet")));

        assertThat(event.data().path("changes").propertyNames()).containsExactlyInAnyOrder("category", "description");
        assertThat(event.data().at("/changes/category/from").asString()).isEqualTo("Fruit");
        assertThat(event.data().at("/changes/category/to").asString()).isEqualTo("Stone Fruit");
        assertThat(event.data().at("/changes/description/to").asString()).isEqualTo("Sweet");
        assertThat(event.data().path("categoryId").asString()).isEqualTo("stone");
    }

    @Test
    void everything_that_can_change_of_a_resource_is_said_with_what_it_was() {
        CatalogResource before =
                new CatalogResource("plum", "Plum", "https://plum.example", null, null, List.of("sour"));
        CatalogResource after = new CatalogResource(
                "plum", "Plums", "https://plum.example/?ref=x", "Sweet", "Stone", List.of("sweet", "ripe"));

        EventEnvelope event = only(new Difference.ResourceChanged("fruit", "fruit", before, after));

        assertThat(event.data().path("changes").toString())
                .isEqualTo("{\"name\":{\"from\":\"Plum\",\"to\":\"Plums\"},"
                        + "\"url\":{\"from\":\"https://plum.example\",\"to\":\"https://plum.example/?ref=x\"},"
                        + "\"description\":{\"from\":null,\"to\":\"Sweet\"},"
                        + "\"subcategory\":{\"from\":null,\"to\":\"Stone\"},"
                        + "\"tags\":{\"from\":[\"sour\"],\"to\":[\"sweet\",\"ripe\"]}}");
        assertThat(event.data().path("name").asString()).isEqualTo("Plums");
        assertThat(event.data().path("url").asString()).isEqualTo("https://plum.example/?ref=x");
    }

    @Test
    void a_category_that_is_in_neither_index_is_called_by_its_id_and_one_without_a_path_has_no_address() {
        EventEnvelope added = only(new Difference.ResourceAdded("herbs", resource("mint", null)));
        assertThat(added.data().path("category").asString()).isEqualTo("herbs");

        EventEnvelope category = only(new Difference.CategoryAdded(category("herbs", "Herbs", null)));
        assertThat(category.data().has("url")).isFalse();
        assertThat(category.data().path("name").asString()).isEqualTo("Herbs");
    }

    @Test
    void a_category_whose_look_is_the_same_is_no_news() {
        CatalogCategory counted = new CatalogCategory("fruit", "Fruit", "🍏", null, "/fruit", 7L);

        assertThat(events.of(List.of(new Difference.CategoryChanged(FRUIT, counted))))
                .isEmpty();
        assertThat(only(new Difference.CategoryChanged(FRUIT, category("fruit", "Fruits", "/fruit")))
                        .type())
                .isEqualTo(BuiltInType.CATEGORY_UPDATED);
    }

    @Test
    void a_path_is_below_the_app_and_an_address_is_kept() {
        assertThat(only(new Difference.CategoryAdded(FRUIT)).data().path("url").asString())
                .isEqualTo("https://app.example/fruit");
        assertThat(only(new Difference.CategoryAdded(STONE)).data().path("url").asString())
                .isEqualTo("https://other.example/stone");
        assertThat(only(new Difference.CategoryAdded(category("x", "X", "no path")))
                        .data()
                        .path("url")
                        .asString(""))
                .isEmpty();
    }

    @Test
    void a_category_that_went_has_no_event_of_its_own() {
        assertThat(events.of(List.of(new Difference.CategoryRemoved(FRUIT)))).isEmpty();
    }

    private EventEnvelope only(Difference difference) {
        List<EventEnvelope> made = events.of(List.of(difference));
        assertThat(made).hasSize(1);
        return made.getFirst();
    }

    private static CatalogCategory category(String id, String name, String path) {
        return new CatalogCategory(id, name, null, null, path, null);
    }

    private static CatalogResource resource(String name, String description) {
        return new CatalogResource("key-" + name, name, "https://" + name + ".example", description, null, List.of());
    }
}
