package dev.gatewaysync.discord.route;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Names made comparable: {@code AI Tools}, {@code ai-tools} and {@code 🤖│ai-tools} are the same, and so are
 * {@code Tools & Utilities} and {@code tools-and-utilities}.
 */
final class Slug {
    private static final int LONGEST = 100;
    private static final Pattern KEYCAP = Pattern.compile("[0-9#*]\\uFE0F?\\u20E3");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern AND = Pattern.compile("-and(?=-)");

    private Slug() {}

    /** Letters and digits in lower case joined by hyphens, without the word "and"; may be empty. */
    static String of(String name) {
        String plain = KEYCAP.matcher(name).replaceAll(" ").toLowerCase(Locale.ROOT);
        String hyphenated = BETWEEN_WORDS.matcher(plain).replaceAll("-").replaceAll("^-+|-+$", "");
        String slug = AND.matcher(hyphenated).replaceAll("");
        return slug.length() > LONGEST ? slug.substring(0, LONGEST) : slug;
    }
}
