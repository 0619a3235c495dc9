package dev.gatewaysync.cards;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A web address in somebody's text, from {@code start} to {@code end}.
 *
 * <p>Discord makes a link of everything from {@code http} to the next white space or {@code <}, less some punctuation and
 * one unpaired parenthesis at its end, and takes a backslash in it for a part of the address. So nothing in an address is
 * escaped; and where ours ends before Discord's would, it is written {@code <address>}, which Discord shows without the
 * brackets.
 */
record AddressInText(int start, int end, String markdown) {
    /** What JavaScript's {@code \s} takes for white space. */
    private static final String SPACE = "\\s\\u00A0\\u1680\\u2000-\\u200A\\u2028\\u2029\\u202F\\u205F\\u3000\\uFEFF";

    private static final Pattern RUN = Pattern.compile("https?://[^" + SPACE + "<>\"`]+");
    private static final Pattern ENDS = Pattern.compile("[" + SPACE + "<]");
    private static final String PUNCTUATION = ".,:;\"']";
    private static final String MARKUP = "*_~|";

    /** All of {@code text}, in order. */
    static List<AddressInText> in(String text) {
        List<AddressInText> addresses = new ArrayList<>();
        Matcher run = RUN.matcher(text);
        for (int from = 0; run.find(from); ) {
            int start = run.start();
            int end = end(text, start, run.end());
            if (end - start > "https://".length() + 1) {
                String address = text.substring(start, end);
                boolean alike = end == run.end() ? endsThere(text, end) : onlyPlainPunctuation(text, end, run.end());
                addresses.add(new AddressInText(start, end, alike ? address : "<" + address + ">"));
            }
            from = Math.max(end, start + "http".length());
        }
        return addresses;
    }

    /** Whether a piece of markdown is one. */
    static boolean begins(String markdown) {
        return markdown.startsWith("http") || markdown.startsWith("<http");
    }

    /** Where a reader would say that it ends. */
    private static int end(String text, int start, int runEnd) {
        int end = start;
        int open = 0;
        for (; end < runEnd; end++) {
            char c = text.charAt(end);
            open += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (open < 0) {
                break;
            }
        }
        // *https://a.example* is emphasis, https://a.example/* is an address.
        int closing = end;
        for (int before = start - 1;
                before >= 0
                        && closing > start
                        && MARKUP.indexOf(text.charAt(before)) >= 0
                        && text.charAt(closing - 1) == text.charAt(before);
                before--) {
            closing--;
        }
        end = closing;
        while (end > start && PUNCTUATION.indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return end;
    }

    private static boolean endsThere(String text, int end) {
        return end == text.length()
                || ENDS.matcher(text.substring(end, end + 1)).matches();
    }

    /** Whether Discord, too, leaves what follows out of the link. */
    private static boolean onlyPlainPunctuation(String text, int from, int to) {
        if (!endsThere(text, to)) {
            return false;
        }
        String rest = text.substring(from, to);
        // Discord takes one unpaired parenthesis away, and nothing before it. A bracket would get a backslash.
        return rest.matches("\\)?[.,:;']*");
    }
}
