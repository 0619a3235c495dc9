package dev.gatewaysync.storage.word;

import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** SQLite's. It reads its hits in the order of their ranks, and no more than are asked for. */
final class Fts5Index implements WordIndex {
    private static final String HITS =
            "SELECT rowid, seq FROM event_words WHERE event_words MATCH ? AND rowid %s ? ORDER BY rowid %s LIMIT ?";

    private final JdbcTemplate jdbc;

    Fts5Index(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void add(List<EventWords> updates) {
        jdbc.batchUpdate(
                "INSERT OR REPLACE INTO event_words (rowid, words, seq) VALUES (?, ?, ?)",
                updates,
                updates.size(),
                (statement, update) -> {
                    statement.setLong(1, update.rank());
                    statement.setString(2, String.join(" ", update.words()));
                    statement.setLong(3, update.seq());
                });
    }

    @Override
    public List<Hit> below(SearchQuery query, long rank, int count) {
        return hits(HITS.formatted("<", "DESC"), query, rank, count);
    }

    @Override
    public List<Hit> above(SearchQuery query, long rank, int count) {
        return hits(HITS.formatted(">", "ASC"), query, rank, count);
    }

    private List<Hit> hits(String sql, SearchQuery query, long rank, int count) {
        return jdbc.query(
                sql, (row, n) -> new Hit(row.getLong("rowid"), row.getLong("seq")), query.fts5(), rank, count);
    }
}
