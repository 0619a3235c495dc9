package dev.gatewaysync.storage.history;

import dev.gatewaysync.storage.Database;
import dev.gatewaysync.storage.ListOrder;
import dev.gatewaysync.storage.history.UpdateHistory.Placed;
import dev.gatewaysync.storage.history.UpdateHistory.Position;
import dev.gatewaysync.storage.word.SearchQuery;
import dev.gatewaysync.storage.word.SearchRank;
import dev.gatewaysync.storage.word.WordIndex;
import dev.gatewaysync.storage.word.WordIndex.Hit;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Finds updates of the history by words of their title, their id, type and source, and the values of their data ({@link
 * SearchQuery}), and by the sign at a card's foot. Where no update at all has the words, the text is looked for as a part of
 * title, data or id, which reads the whole history.
 */
public final class HistorySearch {
    /** Each may have a megabyte of data. */
    private static final int AT_ONCE = 50;

    private static final int HITS = 1_000;

    private final JdbcClient jdbc;
    private final WordIndex index;

    public HistorySearch(Database database) {
        this.jdbc = database.jdbc();
        this.index = WordIndex.of(database);
    }

    /**
     * What is looked for.
     *
     * @param text as somebody typed it; null for all
     */
    public record Question(@Nullable String text, UpdateFilter filter) {
        public Question {
            // No update has one, and PostgreSQL refuses to look for it.
            text = text == null ? null : text.replace('\0', '\uFFFD');
        }
    }

    /** The newest first, past the first {@code offset}. */
    public List<Placed> newest(Question question, int count, int offset) {
        return find(question, null, false, count, offset);
    }

    /** The newest first of those behind {@code than}; null for all. */
    public List<Placed> older(Question question, @Nullable Position than, int count) {
        return find(question, than, false, count, 0);
    }

    /** Those that stand before {@code than}, the nearest {@code count} of them; the newest first, too. */
    public List<Placed> newer(Question question, Position than, int count) {
        return find(question, than, true, count, 0);
    }

    /** Whether no update has the words, so that it takes reading the whole history. */
    public boolean isPartOfText(Question question) {
        String text = question.text();
        return text != null && cardsOf(text).isEmpty() && !anyHas(SearchQuery.of(text));
    }

    /** Whether all updates are found by their words: after an upgrade or a restore the older ones take some minutes. */
    public boolean isComplete() {
        return jdbc.sql("SELECT 1 FROM event WHERE has_words IS NULL LIMIT 1")
                .query(Integer.class)
                .optional()
                .isEmpty();
    }

    /**
     * All that are found, the newest first, of which a few are in memory at a time. What is asked of the index is asked once for
     * very many.
     */
    public void each(Question question, Action action) throws IOException {
        if (question.text() != null && !isPartOfText(question)) {
            eachHit(question, question.text(), action);
            return;
        }
        Position than = null;
        do {
            List<Placed> page = read(question).behind(than).rows(AT_ONCE, 0);
            for (Placed placed : page) {
                action.on(placed.update());
            }
            than = page.isEmpty() ? null : page.getLast().position();
        } while (than != null);
    }

    /** What is done with each that is found. */
    @FunctionalInterface
    public interface Action {
        void on(Update update) throws IOException;
    }

    private void eachHit(Question question, String text, Action action) throws IOException {
        long rank = Long.MAX_VALUE;
        for (List<Hit> hits = hits(question, text, rank, false, HITS);
                !hits.isEmpty();
                hits = hits(question, text, rank, false, HITS)) {
            for (int i = 0; i < hits.size(); i += AT_ONCE) {
                for (Placed placed : rows(hits.subList(i, Math.min(hits.size(), i + AT_ONCE)))) {
                    action.on(placed.update());
                }
            }
            rank = hits.getLast().rank();
        }
    }

    private List<Placed> find(Question question, @Nullable Position from, boolean newer, int count, int offset) {
        String text = question.text();
        if (text != null) {
            long rank = from == null ? Long.MAX_VALUE : SearchRank.of(from.place(), from.seq());
            List<Hit> found =
                    hits(question, text, rank, newer, (int) Math.min((long) offset + count, Integer.MAX_VALUE));
            if (found.size() > offset) {
                return rows(found.subList(offset, found.size()));
            }
            if (!isPartOfText(question)) {
                return List.of();
            }
        }
        UpdateList list = read(question);
        return (newer && from != null ? list.before(from) : list.behind(from)).rows(count, offset);
    }

    private List<Hit> hits(Question question, String text, long rank, boolean newer, int count) {
        return new WordHits(jdbc, index, SearchQuery.of(text), cardsOf(text), rank, newer)
                .nearest(question.filter(), count);
    }

    private List<Placed> rows(List<Hit> hits) {
        return new UpdateList(jdbc).among(hits.stream().map(Hit::seq).toList()).rows(hits.size(), 0);
    }

    /** Without the index: all, or those with the text as a part. */
    private UpdateList read(Question question) {
        UpdateList list = new UpdateList(jdbc).with(question.filter());
        String text = question.text();
        return text == null
                ? list
                : list.where(
                        "(lower(description) LIKE :text ESCAPE '!' OR lower(details) LIKE :text ESCAPE '!'"
                                + " OR lower(id) LIKE :text ESCAPE '!')",
                        "text",
                        "%" + text.toLowerCase(Locale.ROOT).replaceAll("[!%_]", "!$0") + "%");
    }

    private boolean anyHas(SearchQuery query) {
        return !query.isEmpty()
                && (!index.below(query.whole(), Long.MAX_VALUE, 1).isEmpty()
                        || !index.below(query, Long.MAX_VALUE, 1).isEmpty());
    }

    /** What a card with this sign shows, whatever its words. */
    private List<Hit> cardsOf(String text) {
        return CardRef.read(text)
                .map(ref -> jdbc.sql("SELECT " + ListOrder.PLACE + " AS place, seq FROM event"
                                + " WHERE id IN (SELECT event_id FROM delivery WHERE card_ref = :ref)")
                        .param("ref", ref)
                        .query((row, n) ->
                                new Hit(SearchRank.of(row.getLong("place"), row.getLong("seq")), row.getLong("seq")))
                        .list())
                .orElse(List.of());
    }
}
