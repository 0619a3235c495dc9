package dev.gatewaysync.discord.card;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Text that somebody else wrote, on its way into a message. Markdown in it is escaped so that it shows as typed; plain
 * web addresses stay clickable. Lengths are counted in UTF-16 units, which is never less than Discord counts.
 */
final class UserText {
    static final String ELLIPSIS = "…";

    /** A backslash before any of these makes Discord show it as it is. */
    private static final String SPECIAL = "\\*_`~|<[]";
    /** Addresses without anything that could end a link or start markup elsewhere. */
    private static final Pattern ADDRESS = Pattern.compile("https?://[\\w.\\-~:/?#@!$&'+,;=%]*[\\w/=]");
    /** Headings, quotes, lists and small print only begin a line; the two mentions of everybody are anywhere. */
    private static final Pattern MARK = Pattern.compile(
            "(?m)(?:^(?<indent>[ \\t]*)(?:(?=[-+#>](?:[\\s#>]|$))|(?<number>\\d+)(?=\\.(?:\\s|$))))|(?=@(?:everyone|here))");

    private UserText() {}

    /** Trimmed, without control characters and broken surrogates; empty for null. */
    static String clean(@Nullable String text) {
        if (text == null) {
            return "";
        }
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                clean.append('\uFFFD');
            } else if (c == '\n' || c == '\t' || !Character.isISOControl(c)) {
                clean.appendCodePoint(c);
            }
        });
        return clean.toString().strip();
    }

    /** In one line. */
    static String line(@Nullable String text) {
        return clean(text).replaceAll("\\s+", " ");
    }

    /** Plain text cut to {@code most}, where Discord shows no markdown. */
    static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        if (most < 1) {
            return "";
        }
        int end = most - ELLIPSIS.length();
        if (end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end).stripTrailing() + ELLIPSIS;
    }

    /** Markdown that shows {@code text} as typed, cut to {@code most} without cutting an escape in two. */
    static String escaped(@Nullable String text, int most) {
        List<String> tokens = tokens(clean(text));
        int length = tokens.stream().mapToInt(String::length).sum();
        StringBuilder out = new StringBuilder(Math.min(length, most));
        int room = length <= most ? most : most - ELLIPSIS.length();
        for (String token : tokens) {
            if (out.length() + token.length() > room) {
                break;
            }
            out.append(token);
        }
        if (length > most) {
            return most < 1 ? "" : stripTrailing(out) + ELLIPSIS;
        }
        return out.toString();
    }

    /** As {@link #escaped}, in one line. */
    static String escapedLine(@Nullable String text, int most) {
        return escaped(line(text), most);
    }

    private static String stripTrailing(StringBuilder text) {
        return text.toString().stripTrailing();
    }

    private static List<String> tokens(String text) {
        String marked = MARK.matcher(text).replaceAll(match -> Matcher.quoteReplacement(match.group() + '\u0000'));
        List<String> tokens = new ArrayList<>();
        Matcher address = ADDRESS.matcher(marked);
        int at = 0;
        while (address.find(at)) {
            plain(marked.substring(at, address.start()), tokens);
            tokens.add(address.group());
            at = address.end();
        }
        plain(marked.substring(at), tokens);
        return tokens;
    }

    /** Control characters are gone by now, so NUL is free to mark a place for a backslash. */
    private static void plain(String text, List<String> tokens) {
        boolean escapeNext = false;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (c == 0) {
                escapeNext = true;
            } else {
                boolean escape = escapeNext || SPECIAL.indexOf(c) >= 0;
                tokens.add((escape ? "\\" : "") + Character.toString(c));
                escapeNext = false;
            }
        }
    }
}
