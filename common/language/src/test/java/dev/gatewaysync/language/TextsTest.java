package dev.gatewaysync.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import java.util.MissingResourceException;
import org.junit.jupiter.api.Test;

class TextsTest {
    private final Texts texts = Texts.beside(TextsTest.class);

    @Test
    void a_number_chooses_its_words_and_is_written_as_the_language_writes_it() {
        assertThat(texts.get(Language.ENGLISH, "found", 1234, "x")).isEqualTo("1,234 resources for x");
        assertThat(texts.get(Language.GERMAN, "found", 1234, "x")).isEqualTo("1.234 Ressourcen für x");
        assertThat(texts.get(Language.GERMAN, "found", 1, "x")).isEqualTo("eine Ressource für x");
        assertThat(texts.get(Language.ENGLISH, "found", 0, "x")).isEqualTo("nothing for x");
    }

    @Test
    void what_somebody_typed_is_no_pattern() {
        assertThat(texts.get(Language.GERMAN, "found", 2, "{0} it's '{1,choice,'"))
                .isEqualTo("2 Ressourcen für {0} it's '{1,choice,'");
    }

    @Test
    void the_machines_own_language_changes_nothing() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertThat(Texts.beside(TextsTest.class).get(Language.ENGLISH, "found", 1234, "x"))
                    .isEqualTo("1,234 resources for x");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void a_text_that_is_missing_in_a_language_is_there_in_english_and_one_that_is_nowhere_is_a_mistake() {
        assertThat(texts.get(Language.GERMAN, "only")).isEqualTo("it's here");
        assertThat(texts.keys(Language.ENGLISH)).containsExactly("found", "only");
        assertThat(texts.keys(Language.GERMAN)).containsExactly("found");
        assertThatThrownBy(() -> texts.get(Language.GERMAN, "nowhere")).isInstanceOf(MissingResourceException.class);
    }

    @Test
    void a_locale_of_discords_is_one_of_ours_or_english() {
        assertThat(Language.ofLocale("de")).isEqualTo(Language.GERMAN);
        assertThat(Language.ofLocale("en-GB")).isEqualTo(Language.ENGLISH);
        assertThat(Language.ofLocale("fr")).isEqualTo(Language.ENGLISH);
        assertThat(Language.ofLocale("")).isEqualTo(Language.ENGLISH);
        assertThat(Language.ofLocale(null)).isEqualTo(Language.ENGLISH);
    }
}
