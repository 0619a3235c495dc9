package dev.gatewaysync.storage.history;

import dev.gatewaysync.storage.word.EventWords;
import dev.gatewaysync.storage.word.SearchQuery;
import dev.gatewaysync.storage.word.WordIndex;
import dev.gatewaysync.storage.word.WordIndex.Hit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The updates with the words, or on the card, from a rank on. */
final class WordHits {
    /**
     * Hits whose other conditions are looked at together: first as many as are wanted, later up to so many. PostgreSQL reads all hits of
     * a frequent word each time, so there should be few times.
     */
    private static final int MOST_TOGETHER = 50_000;

    private static final int GROWTH = 10;

    /** Spring keeps the texts of statements. */
    private static final int IN_A_STATEMENT = 1_000;

    /** Of those that are looked at themselves. */
    private static final int AT_ONCE = 25;

    private final JdbcClient jdbc;
    private final WordIndex index;
    private final SearchQuery query;
    private final List<Hit> cards;
    private final long from;
    private final boolean isUpwards;

    WordHits(JdbcClient jdbc, WordIndex index, SearchQuery query, List<Hit> cards, long from, boolean isUpwards) {
        this.jdbc = jdbc;
        this.index = index;
        this.query = query;
        this.cards = cards;
        this.from = from;
        this.isUpwards = isUpwards;
    }

    /** Those that meet the filter and are in the history, the nearest first, at most {@code count}. */
    List<Hit> nearest(UpdateFilter filter, int count) {
        if (query.isEmpty() && cards.isEmpty()) {
            return List.of();
        }
        // Few others to look at are looked at themselves, for a frequent word would lead through very many.
        Optional<List<Long>> few = new UpdateList(jdbc).with(filter).few();
        List<Hit> found = few.isPresent() ? among(few.get()) : byIndex(filter, count);
        return found.subList(0, Math.min(count, found.size()));
    }

    /** A part at a time, for each may have a megabyte of data. */
    private List<Hit> among(List<Long> seqs) {
        List<Hit> found = new ArrayList<>();
        for (int i = 0; i < seqs.size(); i += AT_ONCE) {
            List<Long> part = seqs.subList(i, Math.min(seqs.size(), i + AT_ONCE));
            new UpdateList(jdbc)
                    .among(part).words().stream()
                            .filter(this::isMeant)
                            .map(update -> new Hit(update.rank(), update.seq()))
                            .filter(hit -> isBetween(hit, from, end()))
                            .forEach(found::add);
        }
        return inOrder(found);
    }

    private boolean isMeant(EventWords update) {
        return cards.stream().anyMatch(hit -> hit.seq() == update.seq())
                || !query.isEmpty() && query.matches(update.words());
    }

    private List<Hit> byIndex(UpdateFilter filter, int count) {
        SearchQuery marked = query.and(marks(filter));
        List<Hit> found = new ArrayList<>();
        int together = Math.min(count, MOST_TOGETHER);
        for (long at = from; ; ) {
            List<Hit> hits = query.isEmpty()
                    ? List.of()
                    : isUpwards ? index.above(marked, at, together) : index.below(marked, at, together);
            boolean isLast = hits.size() < together;
            long start = at;
            long end = isLast ? end() : hits.getLast().rank();
            Set<Hit> all = new HashSet<>(hits);
            cards.stream().filter(hit -> isBetween(hit, start, end)).forEach(all::add);
            found.addAll(inOrder(meeting(filter, all)));
            if (isLast || found.size() >= count) {
                return found;
            }
            at = end;
            together = Math.min(together * GROWTH, MOST_TOGETHER);
        }
    }

    /** The index knows types and sources, so that of a frequent word and a rare type only those with both are read. */
    private static List<String> marks(UpdateFilter filter) {
        List<String> marks = new ArrayList<>();
        if (filter.type() != null) {
            marks.add(SearchQuery.marked(EventWords.TYPE, filter.type()));
        }
        if (filter.source() != null) {
            marks.add(SearchQuery.marked(EventWords.SOURCE, filter.source()));
        }
        return marks;
    }

    private List<Hit> meeting(UpdateFilter filter, Set<Hit> hits) {
        if (hits.isEmpty() || filter.equals(UpdateFilter.ALL)) {
            return List.copyOf(hits);
        }
        List<Long> all = hits.stream().map(Hit::seq).toList();
        Set<Long> meeting = new HashSet<>();
        for (int i = 0; i < all.size(); i += IN_A_STATEMENT) {
            meeting.addAll(new UpdateList(jdbc)
                    .with(filter)
                    .among(all.subList(i, Math.min(all.size(), i + IN_A_STATEMENT)))
                    .seqs());
        }
        return hits.stream().filter(hit -> meeting.contains(hit.seq())).toList();
    }

    private List<Hit> inOrder(List<Hit> hits) {
        Comparator<Hit> upwards = Comparator.comparingLong(Hit::rank);
        return hits.stream().sorted(isUpwards ? upwards : upwards.reversed()).toList();
    }

    private long end() {
        return isUpwards ? Long.MAX_VALUE : Long.MIN_VALUE;
    }

    /** Behind {@code start}, up to {@code end}. */
    private boolean isBetween(Hit hit, long start, long end) {
        return isUpwards ? hit.rank() > start && hit.rank() <= end : hit.rank() < start && hit.rank() >= end;
    }
}
