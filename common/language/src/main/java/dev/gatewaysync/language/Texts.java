package dev.gatewaysync.language;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.EnumMap;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/**
 * The texts of one package: {@code texts.properties} beside its classes in English, {@code texts_de.properties} in German. A text is
 * a {@link MessageFormat}: {@code {0}} stands for an argument, a number is written as the language writes it, {@code '} is written
 * twice, and what differs with a number is a choice: {@code {0,choice,0#none|1#one resource|1<{0} resources}}. What an argument holds
 * is never read as a pattern. A text that is missing in a language is the English one.
 */
public final class Texts {
    private final String name;
    private final Map<Language, Properties> texts = new EnumMap<>(Language.class);

    private Texts(Class<?> neighbour) {
        name = neighbour.getPackageName() + ".texts";
        for (Language language : Language.values()) {
            String file =
                    language == Language.ENGLISH ? "texts.properties" : "texts_" + language.code() + ".properties";
            texts.put(language, read(neighbour, file));
        }
    }

    private Properties read(Class<?> neighbour, String file) {
        try (InputStream in = neighbour.getResourceAsStream(file)) {
            if (in == null) {
                throw new MissingResourceException("There is no " + file + " beside " + neighbour, name, "");
            }
            Properties read = new Properties();
            try (Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
                read.load(reader);
            }
            return read;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those beside {@code neighbour}. */
    public static Texts beside(Class<?> neighbour) {
        return new Texts(neighbour);
    }

    /** @throws MissingResourceException if there is no such text: a mistake in the program */
    public String get(Language language, String key, Object... arguments) {
        return new MessageFormat(pattern(language, key), language.locale()).format(arguments);
    }

    /** As it is written. */
    public String pattern(Language language, String key) {
        String own = in(language).getProperty(key);
        String text = own == null ? in(Language.ENGLISH).getProperty(key) : own;
        if (text == null) {
            throw new MissingResourceException("There is no text " + key + " in " + name, name, key);
        }
        return text;
    }

    /** Of the texts that are written in that language itself. */
    public Set<String> keys(Language language) {
        return new TreeSet<>(in(language).stringPropertyNames());
    }

    private Properties in(Language language) {
        return texts.getOrDefault(language, new Properties());
    }
}
