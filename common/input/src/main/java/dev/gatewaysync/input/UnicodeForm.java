package dev.gatewaysync.input;

import java.text.Normalizer;
import java.text.Normalizer.Form;

/**
 * Brings text from outside into a normalization form of Unicode, in a time that grows with its length. Marks on one letter are put into an
 * order by each being compared with those before it: a letter with a hundred thousand of them would take minutes, so those beyond
 * {@value #MARKS} are left out, as Unicode's stream-safe text has no more.
 *
 * @see <a href="https://www.unicode.org/reports/tr15/#Stream_Safe_Text_Format">UAX #15, Stream-Safe Text Format</a>
 */
public final class UnicodeForm {
    private static final int MARKS = 30;

    private UnicodeForm() {}

    public static String of(String text, Form form) {
        if (isAscii(text)) {
            return text;
        }
        // Not asked whether it is in that form already: the answer is as slow.
        return Normalizer.normalize(withFewMarks(text), form);
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    private static String withFewMarks(String text) {
        int row = 0;
        StringBuilder kept = null;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            int next = i + Character.charCount(c);
            row = isMark(c) ? row + 1 : 0;
            if (row > MARKS && kept == null) {
                kept = new StringBuilder(text.length()).append(text, 0, i);
            }
            if (row <= MARKS && kept != null) {
                kept.appendCodePoint(c);
            }
            i = next;
        }
        return kept == null ? text : kept.toString();
    }

    private static boolean isMark(int c) {
        if (c < 0x300) {
            return false;
        }
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.ENCLOSING_MARK;
    }
}
