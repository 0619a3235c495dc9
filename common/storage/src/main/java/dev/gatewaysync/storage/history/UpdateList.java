package dev.gatewaysync.storage.history;

import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.storage.ListOrder;
import dev.gatewaysync.storage.word.EventWords;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A question for updates, put together condition by condition. Costs depend on how many are asked for, not on how many there are. */
final class UpdateList {
    static final String SELECT = """
            SELECT * FROM (
              SELECT %s AS place, e.seq, e.id, e.type, e.source, e.category, e.priority, e.description, e.details, e.extra,
                     e.occurred_at, e.received_at, e.recorded_at, e.trace,
                     COALESCE(p.planned_at, e.settled_at) AS planned_at,
                     (SELECT count(*) FROM delivery d WHERE d.event_id = e.id AND d.status IN ('pending', 'sending'))
                       + (SELECT count(*) FROM main_app_delivery m WHERE m.event_id = e.id AND m.status = 'pending') AS open,
                     (SELECT count(*) FROM delivery d WHERE d.event_id = e.id AND d.status = 'failed')
                       + (SELECT count(*) FROM main_app_delivery m WHERE m.event_id = e.id AND m.status = 'failed') AS failed,
                     (SELECT max(d.at) FROM delivery d WHERE d.event_id = e.id) AS delivered_at
              FROM event e LEFT JOIN delivery_plan p ON p.event_id = e.id) u
            """.formatted(ListOrder.PLACE);

    private static final String SEQS = SELECT.replace("SELECT * FROM (", "SELECT seq FROM (");

    /** All that may be pending, and a few that no longer are. The conditions are those of the partial indexes. */
    private static final String UNSETTLED = """
            SELECT id FROM event WHERE settled_at IS NULL
            UNION SELECT event_id FROM delivery WHERE status IN ('pending', 'sending')
            UNION SELECT event_id FROM main_app_delivery WHERE status = 'pending'""";

    /** Where more wait, the newest of them are soon found among the newest of all. */
    private static final int FEW = 10_000;

    /** So many are sorted at most, with all that is to be known of each. */
    private static final int SORTED = 1_000;

    private final JdbcClient jdbc;
    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> parameters = new HashMap<>();
    private boolean isOldestFirst;
    private boolean isNarrow;

    UpdateList(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    UpdateList with(UpdateFilter filter) {
        where("type = :type", "type", filter.type());
        where("source = :source", "source", filter.source());
        Instant since = filter.since();
        if (since != null) {
            // Lists are not in the order of these times. Few are found by their index and sorted; where there are many,
            // the newest of them are soon found among the newest of all, and the plus keeps SQLite from sorting all.
            boolean few = fewSince(since);
            isNarrow |= few;
            where(
                    few ? "seq IN (SELECT seq FROM event WHERE occurred_at >= :since)" : "+occurred_at >= :since",
                    "since",
                    since.toEpochMilli());
        }
        if (filter.status() != null) {
            conditions.add(
                    switch (filter.status()) {
                        case SYNCED -> "planned_at IS NOT NULL AND open = 0 AND failed = 0";
                        case PENDING -> pending();
                        case FAILED -> failed();
                    });
        }
        return this;
    }

    private String pending() {
        boolean few = fewWait();
        isNarrow |= few;
        return "(planned_at IS NULL OR open > 0) AND failed = 0" + (few ? " AND id IN (" + UNSETTLED + ")" : "");
    }

    /** From the few that failed, or all others would have to be looked at in search of them. */
    private String failed() {
        isNarrow = true;
        return "id IN (SELECT event_id FROM delivery WHERE status = 'failed'"
                + " UNION SELECT event_id FROM main_app_delivery WHERE status = 'failed')";
    }

    UpdateList where(String condition, String name, @Nullable Object value) {
        if (value != null) {
            conditions.add(condition);
            parameters.put(name, value);
        }
        return this;
    }

    /** Only these. */
    UpdateList among(List<Long> seqs) {
        conditions.add("seq IN ("
                + String.join(", ", seqs.stream().map(String::valueOf).toList()) + ")");
        return this;
    }

    /** Only those older than {@code at}, the newest first; all if it is null. */
    UpdateList behind(UpdateHistory.@Nullable Position at) {
        // Two conditions, for SQLite begins at the first one's place in the index and does not at that of a pair.
        return at == null ? this : beside("place <= :at AND (place < :at OR seq < :seq)", at);
    }

    /** Only those newer than {@code at}, of which the oldest are looked for. */
    UpdateList before(UpdateHistory.Position at) {
        isOldestFirst = true;
        return beside("place >= :at AND (place > :at OR seq > :seq)", at);
    }

    private UpdateList beside(String condition, UpdateHistory.Position at) {
        conditions.add(condition);
        parameters.put("at", at.place());
        parameters.put("seq", at.seq());
        return this;
    }

    /** The newest first, always. */
    List<UpdateHistory.Placed> rows(int count, int offset) {
        List<UpdateHistory.Placed> rows = query(count, offset)
                .query((row, n) -> new UpdateHistory.Placed(
                        update(row), new UpdateHistory.Position(row.getLong("place"), row.getLong("seq"))))
                .list();
        if (!isOldestFirst) {
            return rows;
        }
        List<UpdateHistory.Placed> newestFirst = new ArrayList<>(rows);
        Collections.reverse(newestFirst);
        return newestFirst;
    }

    /** The numbers of all of them, in no order; empty where there may be more than {@value #SORTED}. */
    Optional<List<Long>> few() {
        if (!isNarrow) {
            return Optional.empty();
        }
        List<Long> seqs = jdbc.sql(SEQS + where() + " LIMIT :most")
                .params(parameters)
                .param("most", SORTED + 1)
                .query(Long.class)
                .list();
        return seqs.size() > SORTED ? Optional.empty() : Optional.of(seqs);
    }

    /** All of them with their words, in no order. */
    List<EventWords> words() {
        return jdbc.sql(SELECT + where())
                .params(parameters)
                .query((row, n) -> EventWords.of(row))
                .list();
    }

    /** Their numbers, in no order. */
    List<Long> seqs() {
        return jdbc.sql(SEQS + where()).params(parameters).query(Long.class).list();
    }

    private JdbcClient.StatementSpec query(int count, int offset) {
        String order = isOldestFirst ? " ORDER BY place, seq" : " ORDER BY place DESC, seq DESC";
        return jdbc.sql(SELECT + where() + order + " LIMIT :count OFFSET :offset")
                .params(parameters)
                .param("count", count)
                .param("offset", offset);
    }

    private String where() {
        return conditions.isEmpty() ? "" : "WHERE " + String.join(" AND ", conditions);
    }

    private boolean fewSince(Instant since) {
        return jdbc.sql("SELECT count(*) FROM (SELECT 1 FROM event WHERE occurred_at >= :since LIMIT :few) e")
                        .param("since", since.toEpochMilli())
                        .param("few", SORTED)
                        .query(Long.class)
                        .single()
                < SORTED;
    }

    private boolean fewWait() {
        return jdbc.sql("""
                        SELECT (SELECT count(*) FROM (SELECT 1 FROM event WHERE settled_at IS NULL LIMIT :few) e)
                          + (SELECT count(*) FROM (SELECT 1 FROM delivery
                              WHERE status IN ('pending', 'sending') LIMIT :few) d)
                          + (SELECT count(*) FROM (SELECT 1 FROM main_app_delivery
                              WHERE status = 'pending' LIMIT :few) m)""").param("few", FEW).query(Long.class).single() < FEW;
    }

    static Update update(ResultSet row) throws SQLException {
        Instant plannedAt = instant(row, "planned_at");
        boolean synced = plannedAt != null && row.getLong("open") == 0 && row.getLong("failed") == 0;
        Instant deliveredAt = instant(row, "delivered_at");
        return new Update(
                row.getString("id"),
                Instant.ofEpochMilli(row.getLong("occurred_at")),
                row.getString("type"),
                row.getString("description"),
                EventJson.mapper().readTree(row.getString("details")),
                row.getString("source"),
                row.getString("category"),
                row.getString("priority"),
                synced,
                !synced ? null : deliveredAt == null ? plannedAt : deliveredAt);
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }
}
