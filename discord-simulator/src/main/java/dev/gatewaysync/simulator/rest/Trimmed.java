package dev.gatewaysync.simulator.rest;

/**
 * Text as Discord keeps it: without white space around it, by Unicode's meaning of it. U+00A0, U+2007 and U+202F, which
 * {@link String#strip} leaves, belong to it; U+200B and U+FEFF are no white space. Seen in Discord.Net #758.
 */
final class Trimmed {

    private static final int NEXT_LINE = 0x85;

    private Trimmed() {}

    static String of(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    /** All white space lies in the first plane, so that single chars tell. */
    private static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == NEXT_LINE;
    }
}
