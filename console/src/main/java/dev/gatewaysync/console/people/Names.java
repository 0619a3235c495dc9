package dev.gatewaysync.console.people;

import dev.gatewaysync.console.ApiException;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What people and tokens may be called: so that a name fits into an address and a line, and two that differ in nothing that is seen are
 * one. Letters of two alphabets that look alike stay two.
 */
final class Names {
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N} ._@+'-]{0,59}");

    /** Letters and marks of which nothing is seen, and more marks in a row than any writing needs: Burmese has four. */
    private static final Pattern NOT_SEEN = Pattern.compile(
            "[\\x{034F}\\x{115F}\\x{1160}\\x{17B4}\\x{17B5}\\x{180B}-\\x{180F}\\x{3164}\\x{FE00}-\\x{FE0F}\\x{FFA0}\\x{E0100}-\\x{E01EF}]"
                    + "|\\p{M}{5}");

    /** Sixty letters, each written as a letter and three marks. Normalizing takes the square of the length, so no more than that is. */
    private static final int LONGEST_WRITTEN = 240;

    /** No name: what is too long for one is nobody's. */
    private static final String NOBODYS = "…";

    private Names() {}

    static String checked(String name) {
        String given = name.strip();
        String clean = given.length() > LONGEST_WRITTEN ? NOBODYS : normalized(given);
        if (!NAME.matcher(clean).matches() || NOT_SEEN.matcher(clean).find()) {
            throw ApiException.badRequest("A name has 1 to 60 letters, digits, spaces or . _ @ + ' - and begins with a"
                    + " letter or a digit.");
        }
        return clean;
    }

    /** However it is written. */
    static String folded(String name) {
        String given = name.strip();
        return given.length() > LONGEST_WRITTEN ? NOBODYS : normalized(given).toLowerCase(Locale.ROOT);
    }

    private static String normalized(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC).strip();
    }
}
