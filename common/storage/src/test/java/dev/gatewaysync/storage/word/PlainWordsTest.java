package dev.gatewaysync.storage.word;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainWordsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Bug fixed: it JUMPS!        | bug fixed it jumps
            Ärger über Straße, Łódź     | arger uber strasse lodz
            A\u0308rger                 | arger
            Ångström Søren æther        | angstrom soren aether
            v1.2.3                      | v 1 2 3
            video v v2x 4v5             | video v v 2x 4v5
            https://itch.io/a-b?c=d_e   | https itch io a b c d e
            ﬁne ①②                      | fine 12
            東京タワー                    | 東 京 タ ワ ー
            İstanbul ΟΔΟΣ               | istanbul οδοσ
            """)
    void accents_case_and_signs_count_for_nothing(String text, String words) {
        assertThat(String.join(" ", PlainWords.in(text, 99))).isEqualTo(words);
    }

    @Test
    void what_is_no_word_leaves_none() {
        assertThat(PlainWords.in("", 9)).isEmpty();
        assertThat(PlainWords.in(" \0\n\t!?\"'()*:^-+🎉\uD800 ", 9)).isEmpty();
    }

    @Test
    void the_sign_of_a_type_is_in_no_text() {
        assertThat(PlainWords.in("ǂtbugfixed", 9)).containsExactly("tbugfixed");
        assertThat(SearchQuery.marked("t", "bug-fixed")).isEqualTo("ǂtbugfixed");
    }

    @Test
    void long_words_are_cut_and_so_are_long_texts() {
        assertThat(PlainWords.in("a".repeat(300_000) + " b", 9)).containsExactly("a".repeat(PlainWords.LONGEST));
        assertThat(PlainWords.in("ab ".repeat(300_000), 2_000)).hasSize(2_000);
        assertThat(PlainWords.joined(List.of("a".repeat(60), "b".repeat(60)))).hasSize(PlainWords.LONGEST);
    }

    /** Each sign goes before all that came first, which takes minutes where their number has no bound. */
    @Test
    void a_text_of_nothing_but_marks_has_no_words() {
        assertThat(PlainWords.in("\u0301".repeat(60_000) + "\u0316".repeat(60_000), 2_000))
                .isEmpty();
    }
}
