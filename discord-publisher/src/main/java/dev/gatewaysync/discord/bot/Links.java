package dev.gatewaysync.discord.bot;

import dev.gatewaysync.discord.route.UrlKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The web addresses in what somebody wrote. */
final class Links {
    static final int MOST = 5;
    private static final Pattern ADDRESS = Pattern.compile("(?i)\\bhttps?://[^\\s<>\"]+");

    private Links() {}

    /** At most {@value #MOST}, each once, without the punctuation that follows them in a sentence. */
    static List<String> in(String text) {
        Map<String, String> byKey = new LinkedHashMap<>();
        Matcher address = ADDRESS.matcher(text);
        while (address.find() && byKey.size() < MOST) {
            String url = trimmed(address.group());
            UrlKey.of(url).ifPresent(key -> byKey.putIfAbsent(key, url));
        }
        return new ArrayList<>(byKey.values());
    }

    private static String trimmed(String url) {
        int end = url.length();
        while (end > 0 && isPunctuation(url, end)) {
            end--;
        }
        return url.substring(0, end);
    }

    private static boolean isPunctuation(String url, int end) {
        char last = url.charAt(end - 1);
        if (last == ')') {
            // Part of the address only if it was opened there, as in …/wiki/Bus_(computing).
            String before = url.substring(0, end);
            return before.chars().filter(c -> c == '(').count()
                    < before.chars().filter(c -> c == ')').count();
        }
        return ".,;:!?'*_~|]}".indexOf(last) >= 0;
    }
}
