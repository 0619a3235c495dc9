package dev.gatewaysync.discord.bot.find;

import dev.gatewaysync.input.UnicodeForm;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Text as it is compared: letters and digits in lower case, without accents. */
final class PlainWords {
    private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]+");

    private PlainWords() {}

    static List<String> in(String text) {
        String plain = ACCENTS.matcher(UnicodeForm.of(text, Normalizer.Form.NFKD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT)
                .replace("ß", "ss");
        List<String> words = new ArrayList<>();
        for (String word : BETWEEN.split(plain)) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return words;
    }

    /** As above, and what is written without a space in one word, too: {@code itch.io} is {@code itch}, {@code io}, {@code itchio}. */
    static Set<String> searchable(String text) {
        Set<String> words = new LinkedHashSet<>(in(text));
        for (String written : text.split("\\s+")) {
            words.add(String.join("", in(written)));
        }
        words.remove("");
        return words;
    }

    static String joined(String text) {
        return String.join(" ", in(text));
    }
}
