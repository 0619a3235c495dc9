package dev.gatewaysync.console.failed;

import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.messaging.Topology;
import dev.gatewaysync.storage.history.DeliveryHistory;
import dev.gatewaysync.storage.history.UpdateTimeline;
import dev.gatewaysync.storage.operator.FailedMessageTable;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Reads the failed messages. The worker archives them, the console notes what was decided; a message is open until a
 * decision covers its last failure.
 */
@Component
public final class FailedMessageQueries {
    private static final int MAX_IDS = 10_000;

    private static final String UNDECIDED = FailedMessageTable.UNDECIDED;

    private static final String COLUMNS = """
            SELECT f.id, f.event_id, f.event_type, f.queue, f.error_class, f.error, %s AS attempts, f.first_failed_at,
              f.last_failed_at, f.title, f.target,
              (SELECT count(*) FROM failed_resolution p WHERE p.message_id = f.id AND p.outcome = 'replayed'
                AND p.failed_at < f.last_failed_at) AS replays
            """.formatted(FailedMessageTable.ATTEMPTS);

    private static final String PLACE = "CASE WHEN f.queue = 'main-app' THEN 'main-app' ELSE f.target END";

    private final JdbcClient jdbc;
    private final DeliveryHistory deliveries;
    private final Reasons reasons = new Reasons();

    FailedMessageQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.deliveries = new DeliveryHistory(jdbc);
    }

    public long count() {
        return jdbc.sql("SELECT count(*) FROM failed_message f WHERE " + UNDECIDED)
                .query(Long.class)
                .single();
    }

    /** The largest group first, of those as large the one that failed last. */
    public List<ReasonGroup> groups(FailedFilter filter) {
        Map<String, ReasonGroup> groups = new HashMap<>();
        if (filter.isOfDatabase()) {
            Map<String, Object> parameters = new HashMap<>();
            String where = UNDECIDED + filter.conditions(parameters);
            jdbc.sql("""
                            SELECT f.queue, f.target, f.error_class, f.error, count(*) AS messages,
                              min(f.first_failed_at) AS first_at, max(f.last_failed_at) AS last_at
                            FROM failed_message f WHERE
                            """ + where + " GROUP BY f.queue, f.target, f.error_class, f.error")
                    .params(parameters)
                    .query(row -> {
                        add(
                                groups,
                                new ReasonGroup(
                                        known(row).reason(),
                                        row.getLong("messages"),
                                        Instant.ofEpochMilli(row.getLong("first_at")),
                                        Instant.ofEpochMilli(row.getLong("last_at"))));
                    });
        } else {
            list(Selection.of(filter), FailedOrder.NEWEST, Integer.MAX_VALUE, 0)
                    .forEach(failure -> add(
                            groups,
                            new ReasonGroup(failure.reason(), 1, failure.firstFailedAt(), failure.lastFailedAt())));
        }
        return groups.values().stream()
                .sorted(Comparator.comparingLong(ReasonGroup::count)
                        .thenComparing(ReasonGroup::lastFailedAt)
                        .reversed()
                        .thenComparing(group -> group.reason().id()))
                .toList();
    }

    private static void add(Map<String, ReasonGroup> groups, ReasonGroup group) {
        groups.merge(group.reason().id(), group, FailedMessageQueries::together);
    }

    /** The types of those that are open. */
    public List<String> types() {
        return jdbc.sql("SELECT DISTINCT f.event_type FROM failed_message f WHERE f.event_type IS NOT NULL AND "
                        + UNDECIDED + " ORDER BY f.event_type")
                .query(String.class)
                .list();
    }

    /** The queues that those failed on that are open. */
    public List<String> queues() {
        return jdbc.sql("SELECT DISTINCT f.queue FROM failed_message f WHERE " + UNDECIDED + " ORDER BY f.queue")
                .query(String.class)
                .list();
    }

    /** The targets of those that are open. */
    public List<String> targets() {
        return jdbc.sql("SELECT DISTINCT " + PLACE + " AS place FROM failed_message f WHERE " + PLACE
                        + " IS NOT NULL AND " + UNDECIDED + " ORDER BY place")
                .query(String.class)
                .list();
    }

    public List<FailedMessage> list(Selection selection, FailedOrder order, int count, int offset) {
        if (selection.filter().isOfDatabase()) {
            return query(selection, order, count, offset);
        }
        return query(selection, order, Integer.MAX_VALUE, 0).stream()
                .filter(selection.filter()::means)
                .skip(offset)
                .limit(count)
                .toList();
    }

    /** In the order in which they first failed, which is the order of their events. */
    public List<FailedMessage> select(Selection selection) {
        if (selection.isEmpty()) {
            return List.of();
        }
        return list(selection, FailedOrder.NEWEST, Integer.MAX_VALUE, 0).stream()
                .sorted(Comparator.comparing(FailedMessage::firstFailedAt).thenComparing(FailedMessage::id))
                .toList();
    }

    public Optional<FailureDetails> find(String id) {
        return jdbc.sql(COLUMNS + ", f.headers, f.body, CASE WHEN " + UNDECIDED
                        + " THEN 1 ELSE 0 END AS undecided FROM failed_message f WHERE f.id = :id")
                .param("id", id)
                .query((row, n) -> details(row))
                .optional();
    }

    /** Those of one event. */
    public List<FailedMessage> of(String eventId) {
        return jdbc.sql(COLUMNS + "FROM failed_message f WHERE " + UNDECIDED + " AND f.event_id = :event ORDER BY f.id")
                .param("event", eventId)
                .query((row, n) -> failure(row))
                .list();
    }

    /** Of a few messages, by their ids. */
    public Map<String, String> bodies(List<FailedMessage> few) {
        Map<String, String> bodies = new HashMap<>();
        if (!few.isEmpty()) {
            jdbc.sql("SELECT id, body FROM failed_message WHERE id IN (:ids)")
                    .param("ids", few.stream().map(FailedMessage::id).toList())
                    .query(row -> {
                        bodies.put(row.getString("id"), row.getString("body"));
                    });
        }
        return bodies;
    }

    /** No database takes any number of parameters: SQLite 32,766, PostgreSQL 65,535. */
    private List<FailedMessage> query(Selection selection, FailedOrder order, int count, int offset) {
        if (selection.ids().size() <= MAX_IDS) {
            return query(selection, selection.ids(), order, count, offset);
        }
        List<String> ids = List.copyOf(selection.ids());
        List<FailedMessage> found = new ArrayList<>();
        for (int from = 0; from < ids.size(); from += MAX_IDS) {
            List<String> part = ids.subList(from, Math.min(from + MAX_IDS, ids.size()));
            found.addAll(query(selection, part, order, Integer.MAX_VALUE, 0));
        }
        return found.stream()
                .sorted(order.comparator())
                .skip(offset)
                .limit(count)
                .toList();
    }

    private List<FailedMessage> query(
            Selection selection, Collection<String> ids, FailedOrder order, int count, int offset) {
        Map<String, Object> parameters = new HashMap<>();
        String where = UNDECIDED + selection.filter().conditions(parameters);
        if (!ids.isEmpty()) {
            where += " AND f.id IN (:ids)";
            parameters.put("ids", ids);
        }
        return jdbc.sql(COLUMNS + "FROM failed_message f WHERE " + where + " ORDER BY " + order.sql()
                        + " LIMIT :count OFFSET :offset")
                .params(parameters)
                .param("count", count)
                .param("offset", offset)
                .query((row, n) -> failure(row))
                .list();
    }

    private FailureDetails details(ResultSet row) throws SQLException {
        FailedMessage failure = failure(row);
        List<FailureDetails.Resolution> resolutions = resolutions(failure.id());
        String status = row.getInt("undecided") == 1
                ? "open"
                : resolutions.isEmpty() ? "closed" : resolutions.get(0).outcome();
        return new FailureDetails(
                failure,
                status,
                headers(row.getString("headers")),
                row.getString("body"),
                resolutions,
                attempts(failure));
    }

    private List<UpdateTimeline.Attempt> attempts(FailedMessage failure) {
        return failure.eventId() == null || failure.target() == null
                ? List.of()
                : deliveries.attempts(failure.eventId(), failure.target());
    }

    private static JsonNode headers(String json) {
        try {
            return EventJson.mapper().readTree(json);
        } catch (JacksonException e) {
            return EventJson.mapper().createObjectNode().put(FailureDetails.UNREADABLE_HEADERS, json);
        }
    }

    private List<FailureDetails.Resolution> resolutions(String id) {
        return jdbc.sql("SELECT * FROM failed_resolution WHERE message_id = :id ORDER BY at DESC")
                .param("id", id)
                .query((row, n) -> new FailureDetails.Resolution(
                        Instant.ofEpochMilli(row.getLong("at")),
                        row.getString("outcome"),
                        row.getString("operator"),
                        row.getString("reason")))
                .list();
    }

    private static ReasonGroup together(ReasonGroup a, ReasonGroup b) {
        return new ReasonGroup(
                a.reason(),
                a.count() + b.count(),
                a.firstFailedAt().isBefore(b.firstFailedAt()) ? a.firstFailedAt() : b.firstFailedAt(),
                a.lastFailedAt().isAfter(b.lastFailedAt()) ? a.lastFailedAt() : b.lastFailedAt());
    }

    private FailedMessage failure(ResultSet row) throws SQLException {
        Reasons.Known known = known(row);
        return new FailedMessage(
                row.getString("id"),
                row.getString("event_id"),
                row.getString("event_type"),
                row.getString("queue"),
                row.getString("error_class"),
                row.getString("error"),
                row.getInt("attempts"),
                Instant.ofEpochMilli(row.getLong("first_failed_at")),
                Instant.ofEpochMilli(row.getLong("last_failed_at")),
                row.getInt("replays"),
                known.reason(),
                row.getString("title"),
                known.reason().target(),
                known.why());
    }

    private Reasons.Known known(ResultSet row) throws SQLException {
        String queue = row.getString("queue");
        return reasons.of(
                queue,
                queue.equals(Topology.MAIN_APP) ? FailedMessage.TO_MAIN_APP : row.getString("target"),
                row.getString("error_class"),
                row.getString("error"));
    }

    /** Counts by event type, the most frequent first. */
    static Map<String, Long> byType(List<FailedMessage> failures) {
        Map<String, Long> counts = new HashMap<>();
        failures.forEach(failure ->
                counts.merge(failure.eventType() == null ? "unreadable" : failure.eventType(), 1L, Long::sum));
        Map<String, Long> sorted = new LinkedHashMap<>();
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        return sorted;
    }
}
