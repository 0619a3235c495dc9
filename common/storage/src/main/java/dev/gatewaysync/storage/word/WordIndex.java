package dev.gatewaysync.storage.word;

import dev.gatewaysync.storage.Database;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** The table {@code event_words} of one of the two databases. */
public sealed interface WordIndex permits Fts5Index, TsvectorIndex {
    /** An update with the words, by its {@link SearchRank}. */
    record Hit(long rank, long seq) {}

    static WordIndex of(Database database) {
        JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
        return switch (database.dialect()) {
            case SQLITE -> new Fts5Index(jdbc);
            case POSTGRESQL -> new TsvectorIndex(jdbc);
        };
    }

    void add(List<EventWords> updates);

    /** The nearest to {@code rank} and below it first, at most {@code count}. */
    List<Hit> below(SearchQuery query, long rank, int count);

    /** The nearest to {@code rank} and above it first, at most {@code count}. */
    List<Hit> above(SearchQuery query, long rank, int count);
}
