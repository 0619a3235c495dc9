package dev.gatewaysync.discord.bot.find;

import java.util.regex.Pattern;

/**
 * How well a typed word stands for another one: in whole, as its beginning, as a part of it, or with a typing mistake (a letter that
 * is wrong, missing, too many, or changed places with the next), of which a longer word forgives two.
 */
final class WordMatch {
    static final int NONE = 0;
    private static final int WHOLE = 100;
    private static final int BEGINNING = 80;
    private static final int PART = 50;
    private static final int MISTAKEN = 40;
    private static final int EACH_MISTAKE = 10;

    private static final int SHORTEST_PART = 3;

    /** Letters of scripts that write no space between words; there one letter may be a word. */
    private static final Pattern WITHOUT_SPACES = Pattern.compile(
            ".*[\\p{IsIdeographic}\\p{IsHiragana}\\p{IsKatakana}\\p{IsHangul}\\p{IsThai}\\p{IsLao}\\p{IsKhmer}\\p{IsMyanmar}].*");

    private static final int SHORTEST_MISTAKEN = 4;
    private static final int LONG = 8;

    private final String typed;
    private final int shortestPart;
    private final int allowed;
    private final int[][] rows;

    /** @param typed plain */
    WordMatch(String typed) {
        this.typed = typed;
        this.shortestPart = WITHOUT_SPACES.matcher(typed).matches() ? 1 : SHORTEST_PART;
        this.allowed = typed.length() < SHORTEST_MISTAKEN ? 0 : typed.length() < LONG ? 1 : 2;
        // A word is looked at no further than what was typed could reach.
        this.rows = new int[typed.length() + 1][typed.length() + allowed + 1];
    }

    /** @return from {@link #NONE} to 100, for the same word */
    int of(String word) {
        if (word.startsWith(typed)) {
            return word.length() == typed.length() ? WHOLE : BEGINNING;
        }
        if (typed.length() >= shortestPart && word.contains(typed)) {
            return PART;
        }
        if (allowed == 0 || word.length() < typed.length() - allowed) {
            return NONE;
        }
        int mistakes = mistakesInBeginning(word);
        return mistakes > allowed ? NONE : MISTAKEN - EACH_MISTAKE * mistakes;
    }

    /** The least number of mistakes by which what was typed becomes a beginning of the word; beyond what is allowed, any larger. */
    private int mistakesInBeginning(String word) {
        int width = Math.min(word.length(), typed.length() + allowed);
        for (int j = 0; j <= width; j++) {
            rows[0][j] = j;
        }
        for (int i = 1; i <= typed.length(); i++) {
            rows[i][0] = i;
            int best = i;
            for (int j = 1; j <= width; j++) {
                rows[i][j] = cell(word, i, j);
                best = Math.min(best, rows[i][j]);
            }
            if (best > allowed) {
                return best;
            }
        }
        int least = Integer.MAX_VALUE;
        for (int j = 0; j <= width; j++) {
            least = Math.min(least, rows[typed.length()][j]);
        }
        return least;
    }

    private int cell(String word, int i, int j) {
        char here = typed.charAt(i - 1);
        char there = word.charAt(j - 1);
        int least =
                Math.min(Math.min(rows[i - 1][j], rows[i][j - 1]) + 1, rows[i - 1][j - 1] + (here == there ? 0 : 1));
        boolean swapped = i > 1 && j > 1 && here == word.charAt(j - 2) && typed.charAt(i - 2) == there;
        return swapped ? Math.min(least, rows[i - 2][j - 2] + 1) : least;
    }
}
