package dev.gatewaysync.storage.word;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchQueryTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            deploy failed      | ("deploy") AND ("failed" *)
            "deploy failed"    | ("deploy failed")
            "deploy failed" x  | ("deploy failed") AND ("x" *)
            x "deploy fai      | ("x") AND ("deploy fai" *)
            „Ärger hier“       | ("arger hier")
            itch.io            | (("itch io" *) OR "itchio" *)
            1.2                | ("1 2" *)
            a-b c              | (("a b") OR "ab") AND ("c" *)
            ""                 | ``
            a""b               | ("a") AND ("b" *)
            """)
    void all_words_the_last_one_begun_and_quotes_as_they_are(String text, String query) {
        assertThat(SearchQuery.of(text).fts5()).isEqualTo(query);
    }

    @Test
    void the_same_for_the_other_database() {
        assertThat(SearchQuery.of("\"a b\" itch.io c").tsquery())
                .isEqualTo("('a' <-> 'b') & (('itch' <-> 'io') | 'itchio') & ('c':*)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\"", "\"\"\"", "*", "!!!", "🎉", "\0", "\uD800", "( ) : ^ - + ' \\ ; --"})
    void a_text_without_letters_and_digits_asks_for_no_words(String text) {
        assertThat(SearchQuery.of(text).isEmpty()).isTrue();
    }

    @Test
    void a_long_text_asks_for_a_few_words() {
        assertThat(SearchQuery.of("word ".repeat(100_000)).fts5()).hasSizeLessThan(1_000);
        assertThat(SearchQuery.of("a.".repeat(100_000)).fts5()).hasSizeLessThan(1_000);
    }
}
