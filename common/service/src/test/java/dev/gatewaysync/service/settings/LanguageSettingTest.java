package dev.gatewaysync.service.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysync.language.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LanguageSettingTest {
    @TempDir
    Path folder;

    private Optional<Language> read(Map<String, String> environment) {
        Settings settings = Settings.of(environment, folder);
        Optional<Language> language = LanguageSetting.read(settings);
        settings.check();
        return language;
    }

    @Test
    void a_desktops_list_of_languages_is_not_meant_for_us() throws IOException {
        assertThat(read(Map.of("LANGUAGE", "de_DE:en"))).isEmpty();
        assertThat(read(Map.of("LANGUAGE", "fr_FR.UTF-8"))).isEmpty();
        assertThat(read(Map.of("LANGUAGE", "C"))).isEmpty();
        Files.writeString(folder.resolve(".env"), "LANGUAGE=de\n");
        assertThat(read(Map.of("LANGUAGE", "en_GB:en"))).contains(Language.GERMAN);
    }

    @Test
    void our_words_count_wherever_they_are_said() throws IOException {
        Files.writeString(folder.resolve(".env"), "LANGUAGE=de\n");
        assertThat(read(Map.of())).contains(Language.GERMAN);
        assertThat(read(Map.of("LANGUAGE", "EN"))).contains(Language.ENGLISH);
    }

    @Test
    void another_word_stops_the_start_wherever_it_is_said() throws IOException {
        assertThatThrownBy(() -> read(Map.of("LANGUAGE", "fr"))).hasMessageContaining("LANGUAGE must be en or de");
        assertThatThrownBy(() -> read(Map.of("LANGUAGE", "german"))).hasMessageContaining("LANGUAGE must be en or de");
        Files.writeString(folder.resolve(".env"), "LANGUAGE=fr\n");
        assertThatThrownBy(() -> read(Map.of())).hasMessageContaining("LANGUAGE must be en or de");
    }
}
