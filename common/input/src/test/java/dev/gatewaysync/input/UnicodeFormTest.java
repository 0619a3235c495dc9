package dev.gatewaysync.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer.Form;
import org.junit.jupiter.api.Test;

class UnicodeFormTest {
    @Test
    void a_text_of_few_marks_is_normalized_as_it_is() {
        assertThat(UnicodeForm.of("Ångström ﬁ ½ e\u0301\u0316", Form.NFKD))
                .isEqualTo("A\u030angstro\u0308m fi 1\u20442 e\u0316\u0301");
        assertThat(UnicodeForm.of("e\u0301", Form.NFC)).isEqualTo("é");
        assertThat(UnicodeForm.of("🎉 日本", Form.NFC)).isEqualTo("🎉 日本");
    }

    @Test
    void of_more_marks_on_one_letter_than_any_language_has_the_first_thirty_stay() {
        String marks = "\u0301".repeat(40);
        assertThat(UnicodeForm.of("a" + marks + "b" + marks + "c", Form.NFD))
                .isEqualTo("a" + "\u0301".repeat(30) + "b" + "\u0301".repeat(30) + "c");
    }

    /** In the order in which each mark goes before all of those that came first: minutes without the bound. */
    @Test
    void two_megabytes_of_marks_are_short() {
        assertThat(UnicodeForm.of("\u0301".repeat(500_000) + "\u0316".repeat(500_000), Form.NFKC))
                .hasSize(30);
    }
}
