package dev.gatewaysync.storage.word;

import dev.gatewaysync.input.UnicodeForm;
import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The words of a text as the search compares them: letters and digits in lower case without accents, so that {@code Ärger} is
 * {@code arger} and {@code Straße} {@code strasse}. It is done here and not by the databases, so that both find the same whatever
 * their version, encoding and extensions.
 *
 * <p>Where a script puts no spaces between words each character is a word of its own, and what is searched for is characters that
 * follow each other. A {@code v} before a number is, too: {@code 1.2} finds {@code v1.2.3}.
 */
final class PlainWords {
    /** Characters; the rest of a longer word, such as a picture in base 64, is of no use to anybody. */
    static final int LONGEST = 64;

    private static final Set<UnicodeScript> WITHOUT_SPACES = Set.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.THAI,
            UnicodeScript.LAO,
            UnicodeScript.KHMER,
            UnicodeScript.MYANMAR);

    /** Letters that Unicode does not take apart into one with an accent. */
    private static final Map<Integer, String> PLAIN = Map.of(
            (int) 'ß', "ss", (int) 'æ', "ae", (int) 'œ', "oe", (int) 'ø', "o", (int) 'ł', "l", (int) 'đ', "d",
            (int) 'ð', "d", (int) 'þ', "th", (int) 'ı', "i", (int) 'ς', "σ");

    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private final int most;

    private PlainWords(int most) {
        this.most = most;
    }

    /** At most {@code most}, the first ones. */
    static List<String> in(String text, int most) {
        PlainWords plain = new PlainWords(most);
        plain.read(text);
        return plain.words;
    }

    /** Those of a text written as one, as far as a word goes; empty if it has none. */
    static String joined(List<String> words) {
        String joined = String.join("", words);
        return joined.length() > LONGEST ? joined.substring(0, LONGEST) : joined;
    }

    private void read(String text) {
        // Longer than any that the index takes.
        String bounded = text.length() > most * LONGEST ? text.substring(0, most * LONGEST) : text;
        String folded = UnicodeForm.of(bounded, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        for (int i = 0; i < folded.length(); ) {
            int c = folded.codePointAt(i);
            read(c);
            i += Character.charCount(c);
        }
        end();
    }

    private void read(int c) {
        if (isMark(c)) {
            return;
        }
        if (!Character.isLetterOrDigit(c) || c == SearchQuery.MARK) {
            end();
        } else if (c >= 0x0E00 && WITHOUT_SPACES.contains(UnicodeScript.of(c))) {
            end();
            word.appendCodePoint(c);
            end();
        } else {
            if (word.length() == 1 && word.charAt(0) == 'v' && Character.isDigit(c)) {
                end();
            }
            String plain = c < 128 ? null : PLAIN.get(c);
            if (word.length() >= LONGEST) {
                return;
            }
            if (plain == null) {
                word.appendCodePoint(c);
            } else {
                word.append(plain);
            }
        }
    }

    private static boolean isMark(int c) {
        if (c < 128) {
            return false;
        }
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.ENCLOSING_MARK;
    }

    private void end() {
        if (!word.isEmpty()) {
            if (words.size() < most) {
                words.add(word.toString());
            }
            word.setLength(0);
        }
    }
}
