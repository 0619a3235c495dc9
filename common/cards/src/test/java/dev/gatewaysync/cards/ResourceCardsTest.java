package dev.gatewaysync.cards;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.language.Language;
import dev.gatewaysync.storage.catalog.CatalogEntries;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ResourceCardsTest {
    private static final String URL = "https://a.example/x";

    private final ResourceCards cards = new ResourceCards("App");

    @Test
    void a_resource_is_shown_with_all_that_is_known_of_it_as_it_was_typed() {
        JsonNode card = card(entry("A_b", "📚", URL, "It *is*", "Maps", List.of("free", " ", "open_source")), "Found:");

        assertThat(card.path("title").asString()).isEqualTo("✨ A\\_b");
        assertThat(card.path("description").asString()).isEqualTo("Found:\n\nIt \\*is\\*");
        assertThat(card.path("url").asString()).isEqualTo(URL);
        assertThat(card.path("footer").path("text").asString()).isEqualTo("App");
        assertThat(fields(card))
                .containsExactly("📂 Category: 📚 Books \\| more", "🔖 Section: Maps", "🏷️ Tags: free, open\\_source");
    }

    @Test
    void what_is_not_known_of_a_resource_is_left_out() {
        JsonNode card = card(entry("A", "fa-book", URL, null, null, List.of()), null);

        assertThat(card.has("description")).isFalse();
        assertThat(fields(card)).containsExactly("📂 Category: Books \\| more");
        assertThat(card(entry("A", null, URL, null, null, List.of()), "Found:")
                        .path("description")
                        .asString())
                .isEqualTo("Found:");
    }

    @Test
    void no_more_than_fifteen_tags_are_shown() {
        List<String> tags = IntStream.rangeClosed(1, 16).mapToObj(n -> "t" + n).toList();

        assertThat(fields(card(entry("A", null, URL, null, null, tags), null)).getLast())
                .endsWith("t14, t15");
    }

    @Test
    void a_button_opens_it_and_is_named_in_the_members_language() {
        JsonNode body = cards.resource(entry("A", null, URL, null, null, List.of()), null, Language.GERMAN)
                .body();

        assertThat(body.path("components").toString())
                .isEqualTo("[{\"type\":1,\"components\":[{\"type\":2,\"style\":5,\"label\":\"Öffnen\",\"url\":\"" + URL
                        + "\"}]}]");
        assertThat(DiscordLimits.objections(body)).isEmpty();
    }

    @Test
    void an_address_that_is_too_long_for_a_button_or_a_title_is_not_there() {
        assertThat(button(512)).isTrue();
        assertThat(button(513)).isFalse();
        assertThat(cards.resource(entry("A", null, "no address", null, null, List.of()), null, Language.ENGLISH)
                        .body()
                        .has("components"))
                .isFalse();
        assertThat(card(entry("A", null, address(2_000), null, null, List.of()), null)
                        .path("url")
                        .asString())
                .hasSize(2_000);
        assertThat(card(entry("A", null, address(2_001), null, null, List.of()), null)
                        .has("url"))
                .isFalse();
    }

    @Test
    void several_are_a_line_each_below_what_is_said_of_them() {
        List<CatalogEntries.Entry> entries = List.of(
                entry("A_b", null, URL, null, null, List.of()), entry("C", null, "no address", null, null, List.of()));
        String lines = "• [A_b](<" + URL + ">) · Books \\| more\n• C · Books \\| more";

        assertThat(several("Two:", entries)).isEqualTo("Two:\n\n" + lines);
        assertThat(several(null, entries)).isEqualTo(lines);
        assertThat(several("None.", List.of())).isEqualTo("None.");
    }

    @Test
    void of_too_many_the_first_are_shown_each_whole() {
        List<CatalogEntries.Entry> many =
                Collections.nCopies(200, entry("x".repeat(50), null, URL, null, null, List.of()));

        String shown = several("Many:", many);

        assertThat(shown.length()).isBetween(3_900, 4_096);
        assertThat(shown).endsWith("Books \\| more");
    }

    @Test
    void somebodys_text_in_a_sentence_of_ours_shows_as_it_was_typed() {
        assertThat(ResourceCards.asTyped("*a*\nb @everyone", 100)).isEqualTo("\\*a\\* b \\@everyone");
    }

    private boolean button(int length) {
        return cards.resource(entry("A", null, address(length), null, null, List.of()), null, Language.ENGLISH)
                .body()
                .has("components");
    }

    private static String address(int length) {
        return URL + "y".repeat(length - URL.length());
    }

    private String several(@Nullable String said, List<CatalogEntries.Entry> entries) {
        return cards.several("Found", said, entries)
                .body()
                .at("/embeds/0/description")
                .asString();
    }

    private JsonNode card(CatalogEntries.Entry entry, @Nullable String before) {
        return cards.resource(entry, before, Language.ENGLISH).body().at("/embeds/0");
    }

    private static List<String> fields(JsonNode card) {
        return card.path("fields")
                .valueStream()
                .map(field -> field.path("name").asString() + ": "
                        + field.path("value").asString())
                .toList();
    }

    private static CatalogEntries.Entry entry(
            String name,
            @Nullable String emoji,
            String url,
            @Nullable String description,
            @Nullable String section,
            List<String> tags) {
        return new CatalogEntries.Entry(
                new CatalogEntries.Key("books", "key"), "Books | more", emoji, name, url, description, section, tags);
    }
}
