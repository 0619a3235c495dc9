package dev.gatewaysync.sync.catalog.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysync.sync.catalog.Catalogues;
import dev.gatewaysync.sync.catalog.fetch.JsonDecoder;
import dev.gatewaysync.sync.catalog.fetch.UnreadableDocument;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ItemPageTest {
    private static final URI ADDRESS = URI.create("https://shop.example/api/products?page=1");

    @Test
    void the_map_says_what_is_what() throws Exception {
        ItemPage page = read(
                Map.of(
                        "items", "body.data.products[stock > 0]",
                        "next", "body.data.more ? page + 1",
                        "name", "brand & ' ' & title",
                        "url", "'https://shop.example/p/' & $string(id)",
                        "category", "types",
                        "description", "text",
                        "tags", "labels.name"),
                """
                {"data": {"more": true, "products": [
                  {"id": 1, "brand": "Acme", "title": "Mug", "stock": 3, "types": ["Cups", "Gifts"], "text": "Big",
                   "labels": [{"name": "new"}, {"name": "red"}]},
                  {"id": 2, "brand": "Acme", "title": "Pot", "stock": 0}]}}""");

        assertThat(page.entries()).singleElement().satisfies(entry -> {
            assertThat(entry.category()).isEqualTo("Cups");
            assertThat(entry.resource().name()).isEqualTo("Acme Mug");
            assertThat(entry.resource().url()).isEqualTo("https://shop.example/p/1");
            assertThat(entry.resource().description()).isEqualTo("Big");
            assertThat(entry.resource().tags()).containsExactly("new", "red");
        });
        assertThat(page.next()).isEqualTo("2");
    }

    @ParameterizedTest
    @CsvSource({
        "name, url, description, https://a.example",
        "title, link, summary, /a",
        "title, permalink, description, ../a",
        "title, href, description, ?a=1",
    })
    void without_a_map_common_names_are_understood(String name, String link, String text, String address)
            throws Exception {
        ItemPage page = read(
                Map.of(),
                "[{\"%s\": \"A\", \"%s\": \"%s\", \"%s\": \"D\", \"tags\": \"t\"}]"
                        .formatted(name, link, address, text));

        assertThat(page.entries()).singleElement().satisfies(entry -> {
            assertThat(entry.category()).isNull();
            assertThat(entry.resource().name()).isEqualTo("A");
            assertThat(entry.resource().url())
                    .isIn("https://a.example", "https://shop.example/a", "https://shop.example/api/products?a=1");
            assertThat(entry.resource().description()).isEqualTo("D");
            assertThat(entry.resource().tags()).containsExactly("t");
        });
    }

    @Test
    void a_slip_in_an_address_is_no_relative_one() throws Exception {
        ItemPage page = read(Map.of(), """
                [{"name": "A", "url": "https://a.example"}, {"name": "B", "url": "b.example/x"},
                 {"name": "C"}, "words", null, 7]""");

        assertThat(page.entries()).hasSize(1);
        assertThat(page.unusable()).hasSize(5);
        assertThat(UnusableEntry.describe(page.unusable())).contains("“B” has a url", "“C” has no url");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "body.products | {\"items\": [], \"total\": 0} | has no list where catalogue.items says; it has items, total",
                "body.products | [] | has no list where catalogue.items says; it is a list",
                "body.products | {} | has no list where catalogue.items says; it is empty",
                "body.products | 7 | has no list where catalogue.items says; it is a mere value",
                " | {\"products\": []} | is no list itself, so catalogue.items must say where the list is; it has products",
                "body.x | {\"x\": [{\"a\": 1}]} | none of its 1 items has a name and an absolute url (catalogue.map): an entry has no name and no url",
            })
    void a_definition_that_finds_nothing_is_told_which_key_and_what_there_is(
            @Nullable String items, String body, String reason) {
        assertThatThrownBy(() -> read(items == null ? Map.of() : Map.of("items", items), body))
                .isInstanceOf(UnreadableDocument.class)
                .hasMessage(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "null,",
        "\"\",",
        "\"  \",",
        "false,",
        "2, 2",
        "\"abc==\", abc==",
        "\"/api?p=2\", /api?p=2",
        "0, 0",
    })
    void nothing_and_empty_end(String next, @Nullable String expected) throws Exception {
        assertThat(read(Map.of("items", "body.x", "next", "body.n"), "{\"x\": [], \"n\": " + next + "}")
                        .next())
                .isEqualTo(expected);
        assertThat(read(Map.of("items", "body.x", "next", "body.none.at.all"), "{\"x\": []}")
                        .next())
                .isNull();
    }

    /** The same, whether the language works it out or not: parentheses are no mere path. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "body.x.y | {\"x\": {\"y\": [{\"name\": \"A\", \"url\": \"https://a.example\"}]}} | 1",
                "body.x | {\"x\": {\"name\": \"A\", \"url\": \"https://a.example\"}} | 1",
                "body.x.y | {\"x\": [{\"y\": [{\"name\": \"A\", \"url\": \"https://a.example\"}]}, {\"y\": {\"name\": \"B\", \"url\": \"https://b.example\"}}]} | 2",
                "body.x | {\"x\": []} | 0",
                "body | [{\"name\": \"A\", \"url\": \"https://a.example\"}] | 1",
            })
    void a_mere_path_finds_what_the_language_finds(String path, String body, int found) throws Exception {
        assertThat(read(Map.of("items", path), body).entries()).hasSize(found);
        assertThat(read(Map.of("items", "(" + path + ")"), body).entries()).hasSize(found);
    }

    @Test
    void a_mere_path_has_no_bound_but_the_document() throws Exception {
        String item = "{\"name\": \"A\", \"url\": \"https://a.example\", \"more\": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]}";
        String body = "{\"x\": [" + (item + ",").repeat(119_999) + item + "], \"next\": 2}";

        ItemPage page = read(Map.of("items", "body.x", "next", "body.next"), body);

        assertThat(page.entries()).hasSize(120_000);
        assertThat(page.next()).isEqualTo("2");
        assertThatThrownBy(() -> read(Map.of("items", "(body.x)"), body))
                .isInstanceOf(UnreadableDocument.class)
                .hasMessageStartingWith("catalogue.items ");
    }

    @Test
    void what_is_no_page_is_refused() {
        assertThatThrownBy(() -> read(Map.of("items", "body.x", "next", "body.n"), "{\"x\": [], \"n\": true}"))
                .hasMessage("catalogue.next gives no page number, cursor or address, but true");
        assertThatThrownBy(() -> read(Map.of("items", "body.x", "next", "body.n"), "{\"x\": [], \"n\": {\"a\": 1}}"))
                .hasMessage("catalogue.next gives no page number, cursor or address, but object");
    }

    @Test
    void an_item_that_an_expression_fails_on_leaves_the_others() throws Exception {
        ItemPage page = read(Map.of("description", "$number(price)"), """
                [{"name": "A", "url": "https://a.example", "price": "x"}, {"name": "B", "url": "https://b.example", "price": "7"}]""");

        assertThat(page.entries()).extracting(entry -> entry.resource().name()).containsExactly("B");
        assertThat(page.failed()).containsExactly(new UnusableEntry("A", "https://a.example"));
        assertThat(page.failure()).startsWith("catalogue.map.description ");
        assertThatThrownBy(() -> read(Map.of("name", "$number('x')"), "[{\"url\": \"https://a.example\"}]"))
                .isInstanceOf(UnreadableDocument.class)
                .hasMessageStartingWith("catalogue.map.name ");
        assertThatThrownBy(() -> read(Map.of("items", "$number('x')"), "{}"))
                .isInstanceOf(UnreadableDocument.class)
                .hasMessageStartingWith("catalogue.items ");
    }

    private static ItemPage read(Map<String, String> keys, String body) throws UnreadableDocument {
        return ItemPage.read(
                Catalogues.json("/api", keys),
                JsonDecoder.json(body.getBytes(StandardCharsets.UTF_8), null),
                1,
                ADDRESS);
    }
}
