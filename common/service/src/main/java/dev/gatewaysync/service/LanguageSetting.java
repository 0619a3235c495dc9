package dev.gatewaysync.service;

import dev.gatewaysync.language.Language;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * {@code LANGUAGE}: {@code en}, {@code de}. GNU gettext has a variable of the same name, which desktops set to lists such as
 * {@code de_DE:en}; what the environment says is ours only if it is exactly one of our words, and stops no start.
 *
 * @see <a href="https://www.gnu.org/software/gettext/manual/html_node/The-LANGUAGE-variable.html">The LANGUAGE variable</a>
 */
public final class LanguageSetting {
    private static final String NAME = "LANGUAGE";

    private LanguageSetting() {}

    /** Empty where the server's own is meant. */
    public static Optional<Language> read(Settings settings) {
        return settings.value("LANGUAGE", Optional.<Language>empty(), "must be en or de", "de", text -> {
            Optional<Language> language = Language.withCode(text);
            if (language.isEmpty()) {
                throw new IllegalArgumentException("none of them");
            }
            return language;
        });
    }

    static Map<String, String> withoutThatOfTheSystem(Map<String, String> environment) {
        String value = environment.get(NAME);
        if (value == null || value.isBlank() || Language.withCode(value.strip()).isPresent()) {
            return environment;
        }
        Map<String, String> without = new HashMap<>(environment);
        without.remove(NAME);
        return without;
    }
}
