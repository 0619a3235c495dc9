package dev.gatewaysync.discord.bot.find;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.storage.catalog.CatalogEntries.Key;
import dev.gatewaysync.storage.catalog.CatalogEntries.Name;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchIndexTest {
    private final SearchIndex index = new SearchIndex(Stream.of(
            entry("tools", "Marginalia Search", "small web"),
            entry("tools", "Café Küche", "recipes"),
            entry("tools", "Search Console"),
            entry("anime", "Crunchyroll", "streaming"),
            entry("anime", "Tools", "streaming"),
            entry("games", "itch.io", "indie"),
            entry("films", "日本映画データベース")));

    private static Name entry(String category, String name, String... tags) {
        Key key = new Key(category, "host.example/" + name);
        return new Name(key, category, name, List.of(tags));
    }

    private List<String> names(String text, String category) {
        return index.search(text, category, 25).best().stream()
                .map(SearchIndex.Listed::name)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "marginalia, Marginalia Search",
        "MARG, Marginalia Search",
        "marignalia, Marginalia Search",
        "marginala serch, Marginalia Search",
        "magrin, Marginalia Search",
        "crunhcyroll, Crunchyroll",
        "crunchyrol, Crunchyroll",
        "cafe kuche, Café Küche",
        "cafè, Café Küche",
        "itch, itch.io",
        "itchio, itch.io",
        "indi, itch.io",
        "映画, 日本映画データベース",
        "anime crunchy, Crunchyroll",
        "small web, Marginalia Search"
    })
    void a_name_a_tag_or_a_category_is_found_while_it_is_typed_and_mistyped(String typed, String found) {
        assertThat(names(typed, null)).startsWith(found);
    }

    @Test
    void the_name_itself_comes_before_all_else() {
        assertThat(names("tools", null)).startsWith("Tools").hasSize(4);
        assertThat(names("search", null)).containsExactly("Search Console", "Marginalia Search");
    }

    @Test
    void what_has_all_words_is_found_and_where_nothing_has_them_what_comes_nearest() {
        assertThat(index.search("search console", null, 25).complete()).isTrue();
        SearchIndex.Hits hits = index.search("search engine", null, 25);
        assertThat(hits.complete()).isFalse();
        assertThat(hits.best()).extracting(SearchIndex.Listed::name).contains("Search Console", "Marginalia Search");
        assertThat(index.search("qqqq", null, 25).best()).isEmpty();
        assertThat(index.nearest("margonaliosa", 3))
                .extracting(SearchIndex.Listed::name)
                .containsExactly("Marginalia Search");
        assertThat(index.nearest("qqqq", 3)).isEmpty();
    }

    @Test
    void only_the_category_is_searched_and_nothing_typed_shows_its_beginning() {
        assertThat(names("tools", "anime")).containsExactly("Tools");
        assertThat(names("", "anime")).containsExactly("Crunchyroll", "Tools");
        assertThat(names(" .!? ", null)).hasSize(7);
    }

    @Test
    void an_empty_catalogue_has_nothing() {
        assertThat(SearchIndex.EMPTY.search("x", null, 25).best()).isEmpty();
        assertThat(SearchIndex.EMPTY.nearest("x", 3)).isEmpty();
    }

    @Test
    void of_many_thousand_resources_a_mistyped_one_is_found() {
        Random random = new Random(7);
        List<Name> many = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            many.add(entry("c" + i % 40, word(random) + " " + word(random) + " " + word(random), word(random)));
        }
        many.add(entry("tools", "Marginalia Search"));

        SearchIndex large = new SearchIndex(many.stream());

        assertThat(large.search("m", null, 25).best()).hasSize(25);
        assertThat(large.search("marignalia serch", null, 25).best().getFirst().name())
                .isEqualTo("Marginalia Search");
    }

    private static String word(Random random) {
        StringBuilder word = new StringBuilder();
        for (int i = 3 + random.nextInt(7); i > 0; i--) {
            word.append((char) ('a' + random.nextInt(26)));
        }
        return word.toString();
    }
}
