package dev.gatewaysync.discord.bot.find;

import dev.gatewaysync.events.VisibleText;

/** Text for places where Discord shows no markdown and takes few characters. */
public final class ShortText {
    private static final String ELLIPSIS = "…";

    private ShortText() {}

    /** In one line, without what cannot be seen, in {@code most} UTF-16 units, no character cut in two. */
    public static String cut(String text, int most) {
        String line = VisibleText.trimmed(text.replaceAll("[\\s\\p{Cc}]+", " "));
        if (line.length() <= most) {
            return line;
        }
        int end = most - ELLIPSIS.length();
        if (Character.isHighSurrogate(line.charAt(end - 1))) {
            end--;
        }
        return line.substring(0, end).stripTrailing() + ELLIPSIS;
    }
}
