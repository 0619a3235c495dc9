package dev.gatewaysync.cards;

import dev.gatewaysync.input.WebAddress;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A web address that Discord accepts in the fields meant for one; everything else is shown as text. */
final class WebLink {
    private static final int LONGEST = 2048;
    /** Longer ones are not worth the room in a text. */
    private static final int LONGEST_IN_TEXT = 400;

    private static final Pattern USER = Pattern.compile("(?i)^([a-z][a-z0-9+.\\-]*://)[^\\s/?#]*@");
    private static final Pattern INVITE = Pattern.compile("(?i)discord(?:app)?\\.(?:gg|com|new|gift)|dis\\.gd");

    private WebLink() {}

    static Optional<String> of(@Nullable String text) {
        if (text == null || USER.matcher(text.strip()).find()) {
            return Optional.empty();
        }
        return WebAddress.of(UserText.clean(text))
                .filter(WebAddress::isHttp)
                // Discord refuses hosts without a dot, such as localhost, and has not been seen to take IPv6.
                .filter(address -> address.host().matches("[^.\\[]+(\\.[^.]+)+\\.?"))
                .map(address -> address.toString().replace("[", "%5B").replace("]", "%5D"))
                .filter(address -> address.length() <= LONGEST);
    }

    /** The address as it may be shown: without the name and password of a user. */
    static String shown(@Nullable String address) {
        return address == null ? "" : USER.matcher(UserText.clean(address)).replaceFirst("$1");
    }

    /**
     * {@code [text](<address>)}, or the text alone when there is no address that could be linked.
     *
     * <p>In a link's text Discord shows a backslash as it is, and does not link a text that holds an address or an
     * invitation (discord-api-docs #6185, #7721). What would not read there as typed stands before its link.
     */
    static String masked(String text, int mostText, @Nullable String url) {
        Optional<String> link = of(url).filter(address -> address.length() <= LONGEST_IN_TEXT);
        if (link.isEmpty()) {
            return UserText.escapedLine(text, mostText);
        }
        String address = "(<" + pairedParentheses(link.orElseThrow()) + ">)";
        String line = UserText.cut(UserText.line(text), mostText);
        if (line.isEmpty()) {
            return "[link]" + address;
        }
        return readsInLink(line)
                ? "[" + line + "]" + address
                : UserText.escapedLine(text, mostText) + " ([link]" + address + ")";
    }

    /** {@code [text](<address>)} with a text of our own; nothing without an address. */
    static String to(String text, @Nullable String url) {
        return of(url).isEmpty() ? "" : masked(text, text.length(), url);
    }

    /** Whether Discord shows it as typed where nothing can be escaped. */
    static boolean readsInLink(String line) {
        if (line.contains("://") || INVITE.matcher(line).find()) {
            return false;
        }
        int[] counts = new int[128];
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if ("\\[]<`@".indexOf(c) >= 0) {
                return false;
            }
            if ("*~|".indexOf(c) >= 0 && ++counts[c] > 1) {
                return false;
            }
            boolean withinWord =
                    i > 0 && i + 1 < line.length() && isWord(line.charAt(i - 1)) && isWord(line.charAt(i + 1));
            if (c == '_' && !withinWord && ++counts[c] > 1) {
                return false;
            }
        }
        return true;
    }

    private static boolean isWord(char c) {
        return c < 128 && Character.isLetterOrDigit(c);
    }

    /** Discord's pattern of a link follows pairs that are not within each other; anything else in it would end it. */
    private static String pairedParentheses(String address) {
        int open = 0;
        boolean simple = true;
        for (int i = 0; i < address.length() && simple; i++) {
            open += address.charAt(i) == '(' ? 1 : address.charAt(i) == ')' ? -1 : 0;
            simple = open == 0 || open == 1;
        }
        return simple && open == 0 ? address : address.replace("(", "%28").replace(")", "%29");
    }
}
