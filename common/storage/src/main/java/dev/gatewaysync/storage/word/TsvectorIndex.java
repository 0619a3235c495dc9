package dev.gatewaysync.storage.word;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * PostgreSQL's. Its index (GIN) knows no order: whoever asks it for the newest of many hits has all of them read and sorted. So those
 * next in the order of the lists are looked at first, among which frequent words are; then the index is asked for a few, which are
 * all of a rare word; and only then all are sorted.
 */
final class TsvectorIndex implements WordIndex {
    private static final int FEW = 1_000;
    private static final int LOOKED_AT = 2_000;

    private static final String SOME = "SELECT rank, seq FROM event_words WHERE words @@ CAST(? AS tsquery) LIMIT ?";
    private static final String NEXT = """
            SELECT rank, seq FROM (SELECT rank, seq, words FROM event_words WHERE rank %s ? ORDER BY rank %s LIMIT %d) w
            WHERE words @@ CAST(? AS tsquery) ORDER BY rank %s LIMIT ?""";
    private static final String ALL = """
            WITH hit AS MATERIALIZED (SELECT rank, seq FROM event_words WHERE words @@ CAST(? AS tsquery))
            SELECT rank, seq FROM hit WHERE rank %s ? ORDER BY rank %s LIMIT ?""";

    private static final int ASCII = 128;

    /** SQL_ASCII stores bytes as they come. */
    private static final Set<String> ANY_CHARACTER = Set.of("UTF8", "SQL_ASCII");

    private final JdbcTemplate jdbc;
    private final boolean takesAnyCharacter;

    TsvectorIndex(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        String encoding = jdbc.queryForObject("SHOW server_encoding", String.class);
        this.takesAnyCharacter = encoding == null || ANY_CHARACTER.contains(encoding);
    }

    /**
     * In a database whose encoding has few characters, those beyond ASCII by their numbers: a folded word, and the mark of a type, may
     * have one that the update itself has not. Each takes the same room, so that a word's beginning is still one.
     */
    private String stored(String words) {
        if (takesAnyCharacter || words.chars().allMatch(c -> c < ASCII)) {
            return words;
        }
        StringBuilder ascii = new StringBuilder();
        words.codePoints().forEach(c -> {
            if (c < ASCII) {
                ascii.append((char) c);
            } else {
                ascii.append("_%05x".formatted(c));
            }
        });
        return ascii.toString();
    }

    @Override
    public void add(List<EventWords> updates) {
        jdbc.batchUpdate("""
                INSERT INTO event_words (rank, seq, words) VALUES (?, ?, CAST(? AS tsvector))
                ON CONFLICT (rank) DO UPDATE SET seq = excluded.seq, words = excluded.words""", updates, updates.size(), (statement, update) -> {
            statement.setLong(1, update.rank());
            statement.setLong(2, update.seq());
            statement.setString(3, stored(tsvector(update.words())));
        });
    }

    /** Words have letters and digits only, so the quotation marks hold. */
    private static String tsvector(List<String> words) {
        return IntStream.range(0, words.size())
                .mapToObj(i -> "'" + words.get(i) + "':" + (i + 1))
                .collect(Collectors.joining(" "));
    }

    @Override
    public List<Hit> below(SearchQuery query, long rank, int count) {
        return hits("<", "DESC", query, rank, count);
    }

    @Override
    public List<Hit> above(SearchQuery query, long rank, int count) {
        return hits(">", "ASC", query, rank, count);
    }

    private List<Hit> hits(String side, String order, SearchQuery query, long rank, int count) {
        String words = stored(query.tsquery());
        if (count <= LOOKED_AT) {
            List<Hit> next =
                    jdbc.query(NEXT.formatted(side, order, LOOKED_AT, order), TsvectorIndex::hit, rank, words, count);
            if (next.size() == count) {
                return next;
            }
        }
        List<Hit> some = jdbc.query(SOME, TsvectorIndex::hit, words, FEW);
        if (some.size() == FEW) {
            return jdbc.query(ALL.formatted(side, order), TsvectorIndex::hit, words, rank, count);
        }
        boolean isBelow = side.equals("<");
        Comparator<Hit> upwards = Comparator.comparingLong(Hit::rank);
        return some.stream()
                .filter(hit -> isBelow ? hit.rank() < rank : hit.rank() > rank)
                .sorted(isBelow ? upwards.reversed() : upwards)
                .limit(count)
                .toList();
    }

    private static Hit hit(ResultSet row, int number) throws SQLException {
        return new Hit(row.getLong("rank"), row.getLong("seq"));
    }
}
