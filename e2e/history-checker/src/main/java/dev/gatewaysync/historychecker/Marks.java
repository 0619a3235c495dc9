package dev.gatewaysync.historychecker;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Marks are words of letters and digits, so that no escaping changes them, and none is a part of another. */
final class Marks {
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9]+");

    private Marks() {}

    static @Nullable String in(String text, Set<String> known) {
        List<String> all = allIn(text, known);
        return all.isEmpty() ? null : all.getFirst();
    }

    /** In the order of the text, each as often as it stands there. */
    static List<String> allIn(String text, Set<String> known) {
        List<String> found = new ArrayList<>();
        Matcher word = WORD.matcher(text);
        while (word.find()) {
            if (known.contains(word.group())) {
                found.add(word.group());
            }
        }
        return found;
    }
}
