package dev.gatewaysync.sync.catalog.parse;

import java.util.Locale;
import java.util.regex.Pattern;

/** Names as they stand in addresses: “AI Tools” is {@code ai-tools}. */
public final class CategorySlug {
    private static final Pattern SEPARATORS = Pattern.compile("[^\\p{L}\\p{N}]+");

    private CategorySlug() {}

    /** Never empty for a text that is not blank. */
    public static String of(String text) {
        String slug = SEPARATORS.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("-");
        int from = slug.startsWith("-") ? 1 : 0;
        int to = slug.endsWith("-") ? slug.length() - 1 : slug.length();
        return from < to ? slug.substring(from, to) : text.strip();
    }
}
