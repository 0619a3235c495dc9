package dev.gatewaysync.storage.word;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What somebody typed into the search: each word must be there, in any order; what stands between quotation marks must be there
 * as it is; of the last word the beginning is enough. What has signs inside, such as {@code itch.io} or an id, is words that follow
 * each other, or one word without them. Any text is understood: nothing in it is a command to a database.
 */
public final class SearchQuery {
    /** Begins a word that no text has: the index says by it of which type and source an update is. */
    static final char MARK = 'ǂ';

    /** More words than anybody types; the rest of a longer text narrows nothing. */
    private static final int MOST = 24;

    private static final String QUOTES = "\"„“”«»";

    /**
     * @param words follow each other
     * @param joined the same as one word; null if it is none anyway, was between quotation marks, or is of
     *     digits alone
     * @param isBegun whether the last word may be the beginning of one
     */
    private record Term(List<String> words, @Nullable String joined, boolean isBegun) {}

    private final List<Term> terms;

    private SearchQuery(List<Term> terms) {
        this.terms = terms;
    }

    public static SearchQuery of(String text) {
        List<Term> terms = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        boolean quoted = false;
        int left = MOST;
        for (int i = 0; i <= text.length(); i++) {
            boolean isEnd = i == text.length();
            char c = isEnd ? ' ' : text.charAt(i);
            boolean isQuote = !isEnd && QUOTES.indexOf(c) >= 0;
            if (isEnd || isQuote || !quoted && Character.isWhitespace(c)) {
                // Quotation marks that are still open: somebody is typing.
                Term term = term(part.toString(), quoted, !quoted || isEnd, left);
                if (term != null) {
                    terms.add(term);
                    left -= term.words().size();
                }
                part.setLength(0);
                quoted = isQuote != quoted && !isEnd;
            } else {
                part.append(c);
            }
        }
        for (int i = 0; i < terms.size() - 1; i++) {
            Term term = terms.get(i);
            terms.set(i, new Term(term.words(), term.joined(), false));
        }
        return new SearchQuery(terms);
    }

    private static @Nullable Term term(String text, boolean isQuoted, boolean isBegun, int most) {
        List<String> words = most == 0 ? List.of() : PlainWords.in(text, most);
        if (words.isEmpty()) {
            return null;
        }
        // Of a version or a date as one word nobody thinks.
        boolean isOne = words.size() == 1
                || isQuoted
                || words.stream().allMatch(word -> word.chars().allMatch(Character::isDigit));
        return new Term(words, isOne ? null : PlainWords.joined(words), isBegun);
    }

    /** The word of a type or a source, which is none of a text. */
    public static String marked(String kind, String name) {
        return MARK + kind + PlainWords.joined(PlainWords.in(name, MOST));
    }

    /** Whether there is no letter and no digit in it. */
    public boolean isEmpty() {
        return terms.isEmpty();
    }

    /** Also with these words, as they are. */
    public SearchQuery and(List<String> words) {
        List<Term> all = new ArrayList<>(terms);
        words.forEach(word -> all.add(0, new Term(List.of(word), null, false)));
        return new SearchQuery(all);
    }

    /** The same without beginnings of words, which an index answers at once; what it finds, this finds, too. */
    public SearchQuery whole() {
        return new SearchQuery(terms.stream()
                .map(term -> new Term(term.words(), term.joined(), false))
                .toList());
    }

    /** What an index says of these words. */
    public boolean matches(List<String> text) {
        return terms.stream()
                .allMatch(term -> follow(term.words(), term.isBegun(), text)
                        || term.joined() != null && follow(List.of(term.joined()), term.isBegun(), text));
    }

    private static boolean follow(List<String> words, boolean isBegun, List<String> text) {
        int last = words.size() - 1;
        for (int i = 0; i + last < text.size(); i++) {
            String end = text.get(i + last);
            if (text.subList(i, i + last).equals(words.subList(0, last))
                    && (isBegun ? end.startsWith(words.get(last)) : end.equals(words.get(last)))) {
                return true;
            }
        }
        return false;
    }

    /**
     * For {@code MATCH}. Words have letters and digits only, so the quotation marks hold.
     *
     * @see <a href="https://www.sqlite.org/fts5.html#full_text_query_syntax">FTS5's queries</a>
     */
    String fts5() {
        return terms.stream()
                .map(term -> either(fts5(term.words(), term.isBegun()), fts5(term.joined(), term.isBegun()), " OR "))
                .collect(Collectors.joining(" AND "));
    }

    private static @Nullable String fts5(@Nullable String word, boolean isBegun) {
        return word == null ? null : fts5(List.of(word), isBegun);
    }

    private static String fts5(List<String> words, boolean isBegun) {
        return "\"" + String.join(" ", words) + "\"" + (isBegun ? " *" : "");
    }

    /**
     * A {@code tsquery} as text.
     *
     * @see <a href="https://www.postgresql.org/docs/current/datatype-textsearch.html#DATATYPE-TSQUERY">tsquery</a>
     */
    String tsquery() {
        return terms.stream()
                .map(term ->
                        either(tsquery(term.words(), term.isBegun()), tsquery(term.joined(), term.isBegun()), " | "))
                .collect(Collectors.joining(" & "));
    }

    private static @Nullable String tsquery(@Nullable String word, boolean isBegun) {
        return word == null ? null : tsquery(List.of(word), isBegun);
    }

    private static String tsquery(List<String> words, boolean isBegun) {
        return words.stream().map(word -> "'" + word + "'").collect(Collectors.joining(" <-> "))
                + (isBegun ? ":*" : "");
    }

    private static String either(String one, @Nullable String other, String or) {
        return "(" + (other == null ? one : "(" + one + ")" + or + other) + ")";
    }
}
