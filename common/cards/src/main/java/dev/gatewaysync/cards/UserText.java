package dev.gatewaysync.cards;

import dev.gatewaysync.events.VisibleText;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Text that somebody else wrote, on its way into a message. Markdown in it is escaped so that it shows as typed; web
 * addresses stay as they are and clickable, but without credentials. Lengths are counted in UTF-16 units, which is never
 * less than Discord counts.
 */
final class UserText {
    static final String ELLIPSIS = "…";

    /** A backslash before any of these makes Discord show it as it is. */
    private static final String SPECIAL = "\\*_`~|<[]";
    /** What may be special, or a part of something that is. */
    private static final String MAYBE_MARKDOWN = SPECIAL + "@#+>";
    /** Headings, quotes, lists and small print only begin a line; the two mentions of everybody are anywhere. */
    private static final Pattern MARK =
            Pattern.compile("(?md)(?:^[ \\t]*(?:(?=[-+#>](?:[\\s#>]|$))|\\d+(?=\\.(?:\\s|$))))|(?=@(?:everyone|here))");
    /** Whatever any writing system takes for the end of a line. */
    private static final Pattern LINE_BREAK = Pattern.compile("\\r\\n|[\\r\\u000B\\f\\u0085\\u2028\\u2029]");

    private static final Pattern SPACE = Pattern.compile("\\s+");
    /** A user's name and password in an address, of whatever scheme. */
    private static final Pattern CREDENTIALS =
            Pattern.compile("(?i)\\b([a-z][a-z0-9+.\\-]{1,30}://)[^\\s/?#@:<>]*:[^\\s/?#<>]*@");

    private UserText() {}

    /** Trimmed, with line feeds for all line breaks, without control characters and broken surrogates; empty for null. */
    static String clean(@Nullable String text) {
        if (text == null) {
            return "";
        }
        if (isClean(text)) {
            return VisibleText.trimmed(text);
        }
        StringBuilder clean = new StringBuilder(text.length());
        LINE_BREAK.matcher(text).replaceAll("\n").codePoints().forEach(c -> {
            if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                clean.append('\uFFFD');
            } else if (c == '\n' || c == '\t' || !Character.isISOControl(c)) {
                clean.appendCodePoint(c);
            }
        });
        return VisibleText.trimmed(CREDENTIALS.matcher(clean).replaceAll("$1"));
    }

    /** Whether there is nothing in it that has to be changed or taken away, but at its ends: most texts are so. */
    private static boolean isClean(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isPlain =
                    c >= ' ' && c < 0x7F || c >= 0xA0 && c < 0x2028 || c > 0x2029 && !Character.isSurrogate(c);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (!isPlain || c == ':' && text.startsWith("//", i + 1)) {
                return false;
            }
        }
        return true;
    }

    /** In one line. */
    static String line(@Nullable String text) {
        String clean = clean(text);
        return hasSpaceToJoin(clean) ? SPACE.matcher(clean).replaceAll(" ") : clean;
    }

    private static boolean hasSpaceToJoin(String text) {
        boolean before = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isSpace = c == ' ' || c >= '\t' && c <= '\r';
            if (isSpace && (before || c != ' ')) {
                return true;
            }
            before = isSpace;
        }
        return false;
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

    /** Markdown cut to {@code most} between two words, so that no escape, address or time is cut in two; fences are closed. */
    static String cutMarkdown(String markdown, int most) {
        if (markdown.length() <= most) {
            return markdown;
        }
        String close = "\n```";
        int room = most - ELLIPSIS.length() - close.length();
        if (room < 1) {
            return "";
        }
        int end = room;
        while (end > 0 && !Character.isWhitespace(markdown.charAt(end))) {
            end--;
        }
        String kept = markdown.substring(0, end).stripTrailing() + ELLIPSIS;
        return kept.split("```", -1).length % 2 == 0 ? kept + close : kept;
    }

    /** Markdown that shows {@code text} as typed, cut to {@code most} without cutting an escape or an address in two. */
    static String escaped(@Nullable String text, int most) {
        String clean = clean(text);
        return clean.length() <= most && showsAsTyped(clean) ? clean : joined(tokens(clean), most);
    }

    /** Whether there is nothing in it that Discord could take for markdown, a mention or an address. */
    private static boolean showsAsTyped(String text) {
        boolean atStart = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean beginsMark = atStart && (c == '-' || c >= '0' && c <= '9');
            if (beginsMark || MAYBE_MARKDOWN.indexOf(c) >= 0 || c == ':' && text.startsWith("//", i + 1)) {
                return false;
            }
            atStart = c == '\n' || atStart && (c == ' ' || c == '\t');
        }
        return true;
    }

    /** As {@link #escaped}, in one line. */
    static String escapedLine(@Nullable String text, int most) {
        return escaped(line(text), most);
    }

    /** Markdown that shows a piece of a text as typed, the white space around it too. */
    static String asTyped(String piece) {
        return String.join("", tokens(piece));
    }

    /** As many whole tokens as fit. */
    private static String joined(List<String> tokens, int most) {
        int length = tokens.stream().mapToInt(String::length).sum();
        StringBuilder out = new StringBuilder(Math.min(length, most));
        int room = length <= most ? most : most - ELLIPSIS.length();
        for (String token : tokens) {
            if (out.length() + token.length() > room) {
                if (AddressInText.begins(token)) {
                    beginningOf(token, out, room);
                }
                break;
            }
            out.append(token);
        }
        if (length > most) {
            return most < 1 ? "" : out.toString().stripTrailing() + ELLIPSIS;
        }
        return out.toString();
    }

    /** Part of an address leads somewhere else, so it is shown as text. */
    private static void beginningOf(String address, StringBuilder out, int room) {
        List<String> tokens = new ArrayList<>();
        plain(address.replaceAll("[<>]", ""), new BitSet(), 0, tokens);
        for (String token : tokens) {
            String shown = token.equals(":") ? "\\:" : token;
            if (out.length() + shown.length() > room) {
                return;
            }
            out.append(shown);
        }
    }

    private static List<String> tokens(String text) {
        BitSet marks = new BitSet();
        Matcher mark = MARK.matcher(text);
        while (mark.find()) {
            marks.set(mark.end());
        }
        List<String> tokens = new ArrayList<>();
        int at = 0;
        for (AddressInText address : AddressInText.in(text)) {
            plain(text.substring(at, address.start()), marks, at, tokens);
            tokens.add(address.markdown());
            at = address.end();
        }
        plain(text.substring(at), marks, at, tokens);
        return tokens;
    }

    /** @param marks places, counted from {@code offset}, that need a backslash besides the special characters */
    private static void plain(String text, BitSet marks, int offset, List<String> tokens) {
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            boolean escape = marks.get(offset + i) || SPECIAL.indexOf(c) >= 0;
            tokens.add((escape ? "\\" : "") + Character.toString(c));
            i += Character.charCount(c);
        }
    }
}
