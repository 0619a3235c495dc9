package dev.gatewaysync.discord.bot.member;

import dev.gatewaysync.storage.catalog.ResourceIdentity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The web addresses in what somebody wrote: those that Discord makes links of, those in backticks, in {@code <…>} and
 * behind a text, and those that a person reads as an address though their scheme is left out.
 */
public final class UrlExtractor {
    static final int MOST = 5;
    private static final Pattern ADDRESS = Pattern.compile("(?i)(?<![\\p{L}\\p{N}])https?://[^\\s<>\"`]+");
    /** Mentions, emoji and times, which may hold dots and colons. */
    private static final Pattern MARKUP =
            Pattern.compile("<(?:[@#][!&]?\\d+|a?:\\w+:\\d+|t:-?\\d+(?::\\w)?|/[^>]*|id:\\w+)>");

    /** Of a program: {@code client.connect(…)}, {@code foo.io()}. */
    private static final Pattern CALL = Pattern.compile("[\\p{L}\\p{N}_.]+\\((?=[^\\s/]*\\))");

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[\\s<>\"`()\\[\\]{}|]+");

    private UrlExtractor() {}

    /** At most {@value #MOST}, each once, without what is ignored and without the punctuation that follows them. */
    public static List<String> in(String text, IgnoredAddresses ignored) {
        Map<String, String> byKey = new LinkedHashMap<>();
        String plain = MARKUP.matcher(text).replaceAll(" ");
        StringBuilder rest = new StringBuilder();
        Matcher address = ADDRESS.matcher(plain);
        while (address.find()) {
            String url = behindText(address.group(), plain, address.start());
            add(url, ignored, byKey);
            address.appendReplacement(rest, " ");
        }
        address.appendTail(rest);
        for (String word : BETWEEN_WORDS.split(CALL.matcher(rest).replaceAll(" "))) {
            WrittenAddress.inSentence(word).ifPresent(url -> add(url, ignored, byKey));
        }
        return new ArrayList<>(byKey.values());
    }

    /** Of {@code [text](address)} and of an address in brackets, what stands inside. */
    private static String behindText(String url, String text, int start) {
        boolean masked = start > 1 && text.charAt(start - 1) == '(' && text.charAt(start - 2) == ']';
        if (!masked) {
            return WrittenAddress.trimmed(url);
        }
        int open = 0;
        for (int i = 0; i < url.length(); i++) {
            char c = url.charAt(i);
            open += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (open < 0) {
                return url.substring(0, i);
            }
        }
        return WrittenAddress.trimmed(url);
    }

    private static void add(String url, IgnoredAddresses ignored, Map<String, String> byKey) {
        if (byKey.size() < MOST && !ignored.contain(url)) {
            WrittenAddress.typed(url).flatMap(ResourceIdentity::key).ifPresent(key -> byKey.putIfAbsent(key, url));
        }
    }
}
