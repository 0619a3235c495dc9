package dev.gatewaysync.cards;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Pictures that Discord draws in a text: Unicode's emoji, and those of a server. */
final class Emoji {
    private static final Pattern OF_A_SERVER = Pattern.compile("<a?:\\w{2,32}:\\d{1,20}>");
    private static final Pattern KEYCAP = Pattern.compile("[0-9#*]\\uFE0F?\\u20E3");
    private static final int LONGEST = 40;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private Emoji() {}

    /** The text if it is nothing but emoji, else empty: a category's icon may be anything, such as a class of a style sheet. */
    static String orNothing(@Nullable String text) {
        String line = UserText.line(text);
        if (line.length() > LONGEST || line.isEmpty()) {
            return "";
        }
        return OF_A_SERVER.matcher(line).matches() || isUnicode(line) ? line : "";
    }

    private static boolean isUnicode(String line) {
        String rest = KEYCAP.matcher(line).replaceAll("");
        boolean pictures = !rest.equals(line) || rest.codePoints().anyMatch(Emoji::isPicture);
        return pictures && rest.codePoints().allMatch(c -> isPicture(c) || isPartOfPicture(c));
    }

    private static boolean isPicture(int c) {
        return Character.isExtendedPictographic(c) || Character.isEmojiPresentation(c);
    }

    private static boolean isPartOfPicture(int c) {
        return Character.isEmojiModifier(c)
                || c == ZERO_WIDTH_JOINER
                || c == 0xFE0F
                || c == ' '
                || (c >= 0xE0020 && c <= 0xE007F);
    }
}
