package dev.gatewaysync.sync.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysync.storage.catalog.ResourceIdentity;
import dev.gatewaysync.sync.catalog.fetch.JsonDecoder;
import dev.gatewaysync.sync.catalog.fetch.UnreadableDocument;
import dev.gatewaysync.sync.catalog.parse.CatalogCategory;
import dev.gatewaysync.sync.catalog.parse.CatalogIndex;
import dev.gatewaysync.sync.catalog.parse.CatalogResource;
import dev.gatewaysync.sync.catalog.parse.CategoryParser;
import dev.gatewaysync.sync.catalog.parse.CategorySlug;
import dev.gatewaysync.sync.catalog.parse.IndexParser;
import dev.gatewaysync.sync.catalog.parse.UnusableEntry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogParsingTest {
    @Test
    void every_object_with_a_name_and_an_absolute_url_in_any_array_of_a_section_is_a_resource() throws Exception {
        List<CatalogResource> resources = category("""
                {"category": "Fruit", "metadata": {"authors": [{"name": "Nobody", "url": "https://nobody.example"}]},
                 "sections": [
                   {"title": "Citrus", "engines": [
                      {"name": "Lemon", "url": "https://lemon.example/", "description": "Sour", "tags": ["yellow", "", 3]},
                      {"name": "Lime", "url": "lime.example"}, {"url": "https://nameless.example"}]},
                   {"title": "Berries", "tools": [{"name": "Currant", "url": "https://currant.example"}],
                    "platforms": [{"name": "Grape", "url": "https://grape.example", "subcategory": "Vine"}]},
                   {"title": "Nested", "groups": [
                      {"title": "Inner", "items": [{"name": "Fig", "url": "https://fig.example"}]}]}]}""");
        assertThat(resources)
                .extracting(CatalogResource::name, CatalogResource::subcategory)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("Lemon", "Citrus"),
                        org.assertj.core.groups.Tuple.tuple("Currant", "Berries"),
                        org.assertj.core.groups.Tuple.tuple("Grape", "Vine"),
                        org.assertj.core.groups.Tuple.tuple("Fig", "Inner"));
        assertThat(resources.get(0).tags()).containsExactly("yellow", "3");
        assertThat(resources.get(0).urlKey())
                .isEqualTo(ResourceIdentity.key("https://lemon.example").orElseThrow());
    }

    /** What is told of an entry has to fit into a message of every broker and a row of every database. */
    @Test
    void texts_have_an_end_and_an_endless_address_is_none() throws Exception {
        String endless = "x".repeat(100_000);
        CategoryParser.Entries entries = CategoryParser.read(JsonDecoder.json(bytes("""
                {"sections": [{"title": "%1$s", "items": [
                  {"name": "%1$s", "url": "https://a.example", "description": "%1$s", "tags": ["%1$s"]},
                  {"name": "B", "url": "https://b.example/%1$s"}]}]}""".formatted(endless)), null));
        CatalogResource resource = entries.resources().getFirst();
        assertThat(entries.resources()).hasSize(1);
        assertThat(List.of(
                        resource.name(),
                        String.valueOf(resource.subcategory()),
                        resource.tags().getFirst()))
                .allMatch(text -> text.length() == 1_000 && text.endsWith("…"));
        assertThat(resource.description()).hasSize(20_000);
        assertThat(UnusableEntry.describe(entries.unusable()))
                .startsWith("“B” has a url that is longer than 2048 characters: https://b.example/xxx");
    }

    @Test
    void an_address_that_stands_twice_counts_once_as_it_stands_first() throws Exception {
        assertThat(category("""
                {"sections": [{"a": [{"name": "First", "url": "https://x.example/"}]},
                              {"a": [{"name": "Second", "url": "HTTPS://X.example#top"}]}]}""")).extracting(CatalogResource::name).containsExactly("First");
    }

    @Test
    void a_resource_with_empty_or_object_arrays_of_its_own_is_still_one_resource() throws Exception {
        assertThat(category("""
                {"sections": [{"t": [{"name": "A", "url": "https://a.example", "tags": [],
                  "alternatives": [{"name": "B", "url": "https://b.example"}]}]}]}""")).extracting(CatalogResource::name).containsExactly("A");
    }

    @Test
    void a_flat_list_is_a_category_file_too() throws Exception {
        assertThat(category("[{\"name\": \"A\", \"url\": \"https://a.example\"}]"))
                .hasSize(1);
        assertThat(category("{\"resources\": [{\"name\": \"A\", \"url\": \"https://a.example\"}]}"))
                .hasSize(1);
        assertThat(category(
                        "{\"sections\": {\"x\": {\"tools\": [{\"name\": \"A\", \"url\": \"https://a.example\"}]}}}"))
                .hasSize(1);
    }

    @Test
    void a_file_with_no_sections_left_has_no_resources() throws Exception {
        assertThat(category("{\"sections\": []}")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "null",
                "3",
                "{\"error\": \"not found\", \"details\": []}",
                "{\"sections\": null}",
                "{\"sections\": [{\"title\": \"A\", \"tools\": [{\"label\": \"x\", \"link\": \"https://x.example\"}]}]}"
            })
    void what_is_no_category_file_is_refused_rather_than_empty(String json) {
        assertThatThrownBy(() -> category(json)).isInstanceOf(UnreadableDocument.class);
    }

    @Test
    void an_index_lists_categories_with_their_claims() throws Exception {
        CatalogIndex index = index("""
                {"categories": [
                   {"id": "fruit", "name": "Fruit & More", "emoji": "F", "description": "d", "path": "/categories/f/", "count": 3},
                   {"name": "Old Wines", "count": 4}, {"id": "fruit", "name": "Again"}, {"count": 9}],
                 "metadata": {"totalPlatforms": 12, "totalCategories": 2}}""");
        assertThat(index.categories())
                .containsExactly(
                        new CatalogCategory("fruit", "Fruit & More", "F", "d", "/categories/f/", 3L),
                        new CatalogCategory("old-wines", "Old Wines", null, null, null, 4L));
        assertThat(index.claimedResources()).isEqualTo(12);
        assertThat(index.claimedCategories()).isEqualTo(2);
        assertThat(index.resources()).isEmpty();
        assertThat(index.problems()).hasSize(2);
    }

    @Test
    void without_a_total_the_counts_are_the_claim() throws Exception {
        CatalogIndex index = index(
                "{\"categories\": [{\"id\": \"a\", \"count\": 2}, {\"id\": \"b\", \"count\": 5}, {\"id\": \"c\"}]}");
        assertThat(index.claimedResources()).isEqualTo(7);
        assertThat(index.claimedCategories()).isNull();
        assertThat(index("{\"categories\": [{\"id\": \"a\"}]}").claimedResources())
                .isNull();
    }

    @Test
    void an_index_may_hold_the_resources_itself() throws Exception {
        CatalogIndex bare = index("""
                [{"name": "A", "url": "https://a.example", "category": "AI Tools"},
                 {"name": "B", "url": "https://b.example", "category": "ai-tools"},
                 {"name": "C", "url": "https://c.example", "category": "Other"},
                 {"name": "broken", "category": "Other"}]""");
        assertThat(bare.categories()).extracting(CatalogCategory::id).containsExactly("ai-tools", "other");
        assertThat(bare.resources().get("ai-tools")).hasSize(2);
        assertThat(bare.problems()).hasSize(1);

        CatalogIndex both = index("""
                {"categories": [{"id": "t", "name": "AI Tools"}, {"id": "e", "name": "Empty"}],
                 "resources": [{"name": "A", "url": "https://a.example", "category": "AI tools"}]}""");
        assertThat(both.categories()).extracting(CatalogCategory::id).containsExactly("t", "e");
        assertThat(both.resources().get("t")).hasSize(1);
        assertThat(both.resources().get("e")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "{\"categories\": []}", "\"x\"", "{\"error\": 1}", "[{\"name\": \"x\"}]"})
    void an_index_without_categories_and_resources_is_refused(String json) {
        assertThatThrownBy(() -> index(json)).isInstanceOf(UnreadableDocument.class);
    }

    @Test
    void bytes_are_read_as_utf8_or_as_what_they_declare() throws Exception {
        String json = "{\"name\": \"Café\"}";
        assertThat(JsonDecoder.json(json.getBytes(StandardCharsets.UTF_8), "text/html; charset=ISO-8859-1")
                        .path("name")
                        .stringValue())
                .isEqualTo("Café");
        assertThat(JsonDecoder.json(json.getBytes(StandardCharsets.ISO_8859_1), "application/json; charset=ISO-8859-1")
                        .path("name")
                        .stringValue())
                .isEqualTo("Café");
        assertThat(JsonDecoder.json(("\uFEFF" + json).getBytes(StandardCharsets.UTF_16LE), null)
                        .path("name")
                        .stringValue())
                .isEqualTo("Café");
        assertThatThrownBy(() -> JsonDecoder.json(json.getBytes(StandardCharsets.ISO_8859_1), "application/json"))
                .hasMessage("is not UTF-8 text");
    }

    @Test
    void a_page_an_empty_and_a_cut_document_are_told_apart() {
        assertThatThrownBy(() -> JsonDecoder.json(bytes("\n<!doctype html><p>Hi"), "application/json"))
                .hasMessage("HTML instead of JSON");
        assertThatThrownBy(() -> JsonDecoder.json(bytes("  "), null)).hasMessage("is empty");
        assertThatThrownBy(() -> JsonDecoder.json(bytes("{\"sections\": [{\"tit"), null))
                .hasMessageContaining("only a part");
        assertThatThrownBy(() -> JsonDecoder.json(bytes("{} {}"), null)).hasMessageContaining("no valid JSON");
    }

    @Test
    void names_become_slugs() {
        assertThat(CategorySlug.of("Tools & Utilities")).isEqualTo("tools-utilities");
        assertThat(CategorySlug.of(" AI  Tools! ")).isEqualTo("ai-tools");
        assertThat(CategorySlug.of("Еда и вино")).isEqualTo("еда-и-вино");
        assertThat(CategorySlug.of("!!")).isEqualTo("!!");
    }

    private static List<CatalogResource> category(String json) throws UnreadableDocument {
        return CategoryParser.read(JsonDecoder.json(bytes(json), null)).resources();
    }

    private static CatalogIndex index(String json) throws UnreadableDocument {
        return IndexParser.read(JsonDecoder.json(bytes(json), null));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
