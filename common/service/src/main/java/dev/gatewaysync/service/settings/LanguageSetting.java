package dev.gatewaysync.service.settings;

import dev.gatewaysync.language.Language;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * {@code LANGUAGE}: {@code en}, {@code de}. GNU gettext has a variable of the same name, which desktops set to lists such as
 * {@code de_DE:en}: what has that shape in the environment is not ours and stops no start. Any other word is meant for us.
 *
 * @see <a href="https://www.gnu.org/software/gettext/manual/html_node/The-LANGUAGE-variable.html">The LANGUAGE variable</a>
 */
public final class LanguageSetting {
    private static final String NAME = "LANGUAGE";

    /** A list, a country, an encoding, a variant; or the names of no language at all. */
    private static final Pattern OF_THE_SYSTEM = Pattern.compile("(?s).*[_:.@].*|C|POSIX");

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
        if (value == null || !OF_THE_SYSTEM.matcher(value.strip()).matches()) {
            return environment;
        }
        Map<String, String> without = new HashMap<>(environment);
        without.remove(NAME);
        return without;
    }
}
