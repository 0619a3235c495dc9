package dev.gatewaysync.sync.catalog.parse;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.web.util.HtmlUtils;

/** What a reader sees of a piece of HTML, as plain text. It is shown as text, so nothing depends on how well tags are told. */
final class HtmlText {
    private static final Pattern NUMBERED = Pattern.compile("&#([xX][0-9A-Fa-f]{1,6}|[0-9]{1,7});?");
    private static final Pattern SPACES = Pattern.compile("[\\s\\u00a0\\u200b]+");
    private static final Set<String> UNSEEN = Set.of("script", "style", "template", "noscript");

    private HtmlText() {}

    static String of(String html) {
        if (html.indexOf('<') < 0 && html.indexOf('&') < 0) {
            return SPACES.matcher(html).replaceAll(" ").strip();
        }
        return SPACES.matcher(unescaped(withoutTags(html))).replaceAll(" ").strip();
    }

    private static String withoutTags(String html) {
        String lower = html.toLowerCase(Locale.ROOT);
        if (lower.length() != html.length()) {
            lower = html;
        }
        StringBuilder text = new StringBuilder(html.length());
        int at = 0;
        while (at < html.length()) {
            int open = html.indexOf('<', at);
            if (open < 0) {
                return text.append(html, at, html.length()).toString();
            }
            text.append(html, at, open);
            if (html.startsWith("<!--", open)) {
                at = after(html, "-->", open + 4);
            } else if (isTag(html, open + 1)) {
                int close = after(html, ">", open);
                String name = name(lower, open + 1);
                at = UNSEEN.contains(name) ? after(lower, "</" + name, close) : close;
                at = UNSEEN.contains(name) && at < html.length() ? after(html, ">", at) : at;
                text.append(' ');
            } else {
                text.append('<');
                at = open + 1;
            }
        }
        return text.toString();
    }

    private static boolean isTag(String html, int at) {
        return at < html.length()
                && (Character.isLetter(html.charAt(at)) || html.charAt(at) == '/' || html.charAt(at) == '!');
    }

    private static String name(String html, int from) {
        int to = from;
        while (to < html.length() && Character.isLetterOrDigit(html.charAt(to))) {
            to++;
        }
        return html.substring(from, to);
    }

    /** The end of the text if there is no such end. */
    private static int after(String html, String end, int from) {
        int found = html.indexOf(end, from);
        return found < 0 ? html.length() : found + end.length();
    }

    private static String unescaped(String text) {
        if (text.indexOf('&') < 0) {
            return text;
        }
        String numbered =
                NUMBERED.matcher(text).replaceAll(match -> Matcher.quoteReplacement(character(match.group(1))));
        return HtmlUtils.htmlUnescape(numbered.replace("&apos;", "'"));
    }

    private static String character(String number) {
        boolean hexadecimal = number.charAt(0) == 'x' || number.charAt(0) == 'X';
        int character = hexadecimal ? Integer.parseInt(number.substring(1), 16) : Integer.parseInt(number);
        // An ampersand stays escaped for the second step; half a surrogate pair is no character.
        if (character == '&') {
            return "&amp;";
        }
        return Character.isValidCodePoint(character) && (character < 0xD800 || character > 0xDFFF) && character != 0
                ? Character.toString(character)
                : "\ufffd";
    }
}
