package dev.gatewaysync.input;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Which of the known words somebody meant. */
public final class Spelling {
    private Spelling() {}

    /**
     * @param plain makes both comparable, for example without hyphens
     * @param most typos that a word may have and still be meant
     */
    public static Optional<String> meant(
            String written, Collection<String> known, UnaryOperator<String> plain, int most) {
        String asWritten = plain.apply(written);
        return known.stream()
                .min(Comparator.comparingInt(word -> typos(asWritten, plain.apply(word))))
                .filter(word -> typos(asWritten, plain.apply(word)) <= most);
    }

    /** Letters to insert, leave out, replace or swap with their neighbour. */
    static int typos(String one, String other) {
        int[][] least = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                if (i == 0 || j == 0) {
                    least[i][j] = i + j;
                    continue;
                }
                int same = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                least[i][j] = Math.min(Math.min(least[i - 1][j], least[i][j - 1]) + 1, least[i - 1][j - 1] + same);
                boolean swapped = i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1);
                if (swapped) {
                    least[i][j] = Math.min(least[i][j], least[i - 2][j - 2] + 1);
                }
            }
        }
        return least[one.length()][other.length()];
    }
}
