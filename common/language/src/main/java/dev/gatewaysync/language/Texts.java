package dev.gatewaysync.language;

import java.text.MessageFormat;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import java.util.Set;
import java.util.TreeSet;

/**
 * The texts of one package: {@code texts.properties} beside its classes in English, {@code texts_de.properties} in German. A text is
 * a {@link MessageFormat}: {@code {0}} stands for an argument, a number is written as the language writes it, {@code '} is written
 * twice, and what differs with a number is a choice: {@code {0,choice,0#none|1#one resource|1<{0} resources}}. What an argument holds
 * is never read as a pattern.
 */
public final class Texts {
    private static final Control ONLY_THAT_LANGUAGE = Control.getNoFallbackControl(Control.FORMAT_PROPERTIES);

    private final String name;
    private final Map<Language, ResourceBundle> bundles = new EnumMap<>(Language.class);

    private Texts(Class<?> neighbour) {
        name = neighbour.getPackageName() + ".texts";
        for (Language language : Language.values()) {
            Locale locale = language == Language.ENGLISH ? Locale.ROOT : language.locale();
            bundles.put(
                    language, ResourceBundle.getBundle(name, locale, neighbour.getClassLoader(), ONLY_THAT_LANGUAGE));
        }
    }

    /** Those beside {@code neighbour}. */
    public static Texts beside(Class<?> neighbour) {
        return new Texts(neighbour);
    }

    /** @throws MissingResourceException if there is no such text: a mistake in the program */
    public String get(Language language, String key, Object... arguments) {
        return new MessageFormat(bundle(language).getString(key), language.locale()).format(arguments);
    }

    /** Of the texts that are written in that language itself. */
    public Set<String> keys(Language language) {
        return new TreeSet<>(bundle(language).keySet());
    }

    private ResourceBundle bundle(Language language) {
        ResourceBundle bundle = bundles.get(language);
        if (bundle == null) {
            throw new MissingResourceException("No texts in " + language, name, "");
        }
        return bundle;
    }
}
