package dev.gatewaysync.cards.channel;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Names made comparable: {@code AI Tools}, {@code ai-tools} and {@code 🤖│ai-tools} are the same, and so are
 * {@code Tools & Utilities} and {@code tools-and-utilities}.
 */
final class ChannelSlug {
    private static final int LONGEST = 100;
    private static final Pattern KEYCAP = Pattern.compile("[0-9#*]\\uFE0F?\\u20E3");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[[^\\p{L}\\p{N}]\\u115F\\u1160\\u3164\\uFFA0]+");
    private static final Pattern AND = Pattern.compile("-and(?=-)");

    private ChannelSlug() {}

    /** Letters and digits in lower case joined by hyphens, without the word "and"; may be empty. */
    static String of(String name) {
        return cut(AND.matcher(hyphenated(name)).replaceAll(""));
    }

    /** A name that Discord takes for a text channel as it is, of the same slug; may be empty. */
    static String channelName(String name) {
        String withEveryWord = cut(hyphenated(name));
        return of(withEveryWord).equals(of(name)) ? withEveryWord : of(name);
    }

    private static String hyphenated(String name) {
        String plain = KEYCAP.matcher(name).replaceAll(" ").toLowerCase(Locale.ROOT);
        return BETWEEN_WORDS.matcher(plain).replaceAll("-").replaceAll("^-+|-+$", "");
    }

    /** Not within a character, and without a hyphen at the end. */
    private static String cut(String slug) {
        if (slug.length() <= LONGEST) {
            return slug;
        }
        int end = Character.isHighSurrogate(slug.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        return slug.substring(0, end).replaceAll("-+$", "");
    }
}
