package dev.gatewaysync.events;

import org.jspecify.annotations.Nullable;

/**
 * What of a text can be seen. Discord trims white space by Unicode's rules before it counts, and refuses a field of which
 * nothing is left (50035); fillers it takes, and shows as nothing. {@link String#strip} knows neither U+00A0 nor U+FEFF
 * nor any filler.
 */
public final class VisibleText {
    private VisibleText() {}

    /** Whether there is nothing to see: null, or white space, fillers and format characters alone. */
    public static boolean isEmpty(@Nullable String text) {
        return text == null || text.codePoints().allMatch(VisibleText::isInvisible);
    }

    /** Without what cannot be seen at either end; what joins an emoji or chooses its picture stays with it. */
    public static String trimmed(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isInvisible(text.codePointAt(start))) {
            start += Character.charCount(text.codePointAt(start));
        }
        while (start < end && isMargin(text.codePointBefore(end))) {
            end -= Character.charCount(text.codePointBefore(end));
        }
        return text.substring(start, end);
    }

    private static boolean isInvisible(int c) {
        return isMargin(c)
                || Character.getType(c) == Character.FORMAT
                || (c >= 0xFE00 && c <= 0xFE0F)
                || (c >= 0xE0000 && c <= 0xE0FFF);
    }

    /** Says nothing wherever it ends a text. Selectors, joiners and marks of direction may belong to what is before. */
    private static boolean isMargin(int c) {
        return Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || Character.isISOControl(c)
                || isFiller(c)
                || c == 0x00AD
                || c == 0x180E
                || c == 0x200B
                || c == 0x2060
                || c == 0xFEFF;
    }

    /** Letters and signs without a picture. */
    public static boolean isFiller(int c) {
        return switch (c) {
            case 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0 -> true;
            default -> (c >= 0x180B && c <= 0x180F) || (c >= 0x2061 && c <= 0x2064);
        };
    }
}
