package dev.gatewaysync.language;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A language in which there is every text. */
public enum Language {
    ENGLISH(Locale.ENGLISH),
    GERMAN(Locale.GERMAN);

    private final Locale locale;

    Language(Locale locale) {
        this.locale = locale;
    }

    /** As numbers and dates are written in it. */
    public Locale locale() {
        return locale;
    }

    /** {@code en}, {@code de}: the setting LANGUAGE, and the end of a file's name. */
    public String code() {
        return locale.getLanguage();
    }

    /** The one whose {@link #code()} it is, in any case; empty for every other text. */
    public static Optional<Language> withCode(String code) {
        return Arrays.stream(values())
                .filter(language -> language.code().equalsIgnoreCase(code))
                .findFirst();
    }

    /**
     * For who has set their Discord, or their server, to a locale; English where there are no texts in theirs.
     *
     * @param locale such as {@code de} or {@code en-GB}; null where Discord does not say
     * @see <a href="https://docs.discord.com/developers/reference#locales">Discord's locales</a>
     */
    public static Language ofLocale(@Nullable String locale) {
        return locale == null
                ? ENGLISH
                : withCode(Locale.forLanguageTag(locale).getLanguage()).orElse(ENGLISH);
    }
}
