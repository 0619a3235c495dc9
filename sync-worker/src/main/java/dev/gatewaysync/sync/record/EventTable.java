package dev.gatewaysync.sync.record;

import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.storage.word.EventWords;
import dev.gatewaysync.storage.word.SearchableUpdates;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The history's table and its counts. */
@Component
final class EventTable {
    private static final String COLUMNS =
            "(id, type, source, category, priority, description, occurred_at, received_at,"
                    + " recorded_at, details, extra, batch_id, listed_at, trace, has_words)";
    private static final String VALUES = "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)";

    private final JdbcTemplate jdbc;
    private final AcceptanceOrder order;
    private final SearchableUpdates searchable;

    EventTable(JdbcTemplate jdbc, SearchableUpdates searchable) {
        this.jdbc = jdbc;
        this.order = new AcceptanceOrder(jdbc);
        this.searchable = searchable;
    }

    AcceptanceOrder order() {
        return order;
    }

    /** Which of these have been in the history and have left it for being old. */
    Set<String> archivedAmong(List<String> ids) {
        return ids.isEmpty()
                ? Set.of()
                : new HashSet<>(jdbc.queryForList(
                        "SELECT id FROM archived_event WHERE id IN ("
                                + String.join(", ", Collections.nCopies(ids.size(), "?")) + ")",
                        String.class,
                        ids.toArray()));
    }

    /**
     * Inserts the rows whose ids are not there yet, and the words that they are found by.
     *
     * @return the ids inserted
     */
    Set<String> insertNew(List<EventRow> rows, long recordedAt) {
        if (rows.isEmpty()) {
            return Set.of();
        }
        List<@Nullable Object> parameters = new ArrayList<>(rows.size() * 14);
        for (EventRow row : rows) {
            parameters.add(row.event().id());
            parameters.add(row.event().type().wireName());
            parameters.add(row.event().source().wireName());
            parameters.add(row.category().wireName());
            parameters.add(row.priority().wireName());
            parameters.add(row.description());
            parameters.add(row.event().timestamp().toEpochMilli());
            parameters.add(row.event().receivedAt().toEpochMilli());
            parameters.add(recordedAt);
            parameters.add(row.details());
            parameters.add(row.extra());
            parameters.add(row.batchId());
            parameters.add(row.listedAt());
            parameters.add(row.event().trace());
        }
        String sql = "INSERT INTO event " + COLUMNS + " VALUES "
                + String.join(", ", Collections.nCopies(rows.size(), VALUES))
                + " ON CONFLICT (id) DO NOTHING RETURNING id, seq";
        Map<String, Long> inserted = new HashMap<>();
        jdbc.query(
                sql,
                row -> {
                    inserted.put(row.getString("id"), row.getLong("seq"));
                },
                parameters.toArray());
        Set<String> ids = new HashSet<>();
        List<EventWords> words = new ArrayList<>();
        for (EventRow row : rows) {
            Long seq = inserted.get(row.event().id());
            if (seq != null && ids.add(row.event().id())) {
                words.add(row.words(seq));
            }
        }
        searchable.add(words);
        return ids;
    }

    SearchableUpdates searchable() {
        return searchable;
    }

    /** Counts are raised type by type in one order, so that two workers never wait for each other in a circle. */
    void count(Collection<EventRow> rows) {
        SortedMap<String, Long> byType = new TreeMap<>();
        rows.forEach(row -> byType.merge(row.event().type().wireName(), 1L, Long::sum));
        count(byType);
    }

    /** @param byType in the order of the types' names */
    void count(SortedMap<String, Long> byType) {
        byType.forEach((type, count) -> jdbc.update("""
                        INSERT INTO event_count (type, total) VALUES (?, ?)
                        ON CONFLICT (type) DO UPDATE SET total = event_count.total + excluded.total""", type, count));
    }

    /** Whether what the history holds under this id is the same event: same type, same source, same data. */
    boolean holdsSame(EventRow row) {
        return jdbc
                .query(
                        "SELECT type, source, details FROM event WHERE id = ?",
                        (found, n) -> found.getString("type")
                                        .equals(row.event().type().wireName())
                                && found.getString("source")
                                        .equals(row.event().source().wireName())
                                && sameJson(found.getString("details"), row.details()),
                        row.event().id())
                .stream()
                .allMatch(Boolean::booleanValue);
    }

    /** True, or an exception if the database does not take anything in: a full disk still answers questions. */
    boolean takesIn(long now) {
        jdbc.update("""
                INSERT INTO write_probe (name, at) VALUES ('history', ?)
                ON CONFLICT (name) DO UPDATE SET at = excluded.at""", now);
        return true;
    }

    private static boolean sameJson(String left, String right) {
        return left.equals(right)
                || EventJson.mapper().readTree(left).equals(EventJson.mapper().readTree(right));
    }
}
