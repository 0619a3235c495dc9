package dev.gatewaysync.console.people;

import dev.gatewaysync.console.ApiException;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** What people and tokens may be called: so that a name fits into an address and a line, and two that look alike are one. */
final class Names {
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N} ._@+'-]{0,59}");

    private Names() {}

    static String checked(String name) {
        String clean = Normalizer.normalize(name, Normalizer.Form.NFKC).strip();
        if (!NAME.matcher(clean).matches()) {
            throw ApiException.badRequest("A name has 1 to 60 letters, digits, spaces or . _ @ + ' - and begins with a"
                    + " letter or a digit.");
        }
        return clean;
    }

    /** However it is written. */
    static String folded(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
    }
}
