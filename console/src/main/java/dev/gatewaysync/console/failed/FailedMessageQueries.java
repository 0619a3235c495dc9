package dev.gatewaysync.console.failed;

import dev.gatewaysync.events.EventDescription;
import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.events.MalformedEventException;
import dev.gatewaysync.storage.FailedMessageTable;
import java.nio.charset.StandardCharsets;
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
import org.jspecify.annotations.Nullable;
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
            SELECT f.id, f.event_id, f.event_type, f.queue, f.error_class, f.error, f.attempts, f.first_failed_at,
              f.last_failed_at, f.title, f.target,
              (SELECT count(*) FROM failed_resolution p WHERE p.message_id = f.id AND p.outcome = 'replayed'
                AND p.failed_at < f.last_failed_at) AS replays
            """;

    private final JdbcClient jdbc;
    private final Reasons reasons = new Reasons();

    FailedMessageQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public long count() {
        return jdbc.sql("SELECT count(*) FROM failed_message f WHERE " + UNDECIDED)
                .query(Long.class)
                .single();
    }

    /** The largest group first. */
    public List<ReasonGroup> groups() {
        Map<Reason, ReasonGroup> groups = new HashMap<>();
        jdbc.sql("""
                        SELECT f.queue, f.error_class, f.error, count(*) AS messages, min(f.first_failed_at) AS first_at,
                          max(f.last_failed_at) AS last_at
                        FROM failed_message f WHERE
                        """ + UNDECIDED + " GROUP BY f.queue, f.error_class, f.error").query(row -> {
            ReasonGroup group = new ReasonGroup(
                    reason(row),
                    row.getLong("messages"),
                    Instant.ofEpochMilli(row.getLong("first_at")),
                    Instant.ofEpochMilli(row.getLong("last_at")));
            groups.merge(group.reason(), group, FailedMessageQueries::together);
        });
        return groups.values().stream()
                .sorted(Comparator.comparingLong(ReasonGroup::count)
                        .reversed()
                        .thenComparing(group -> group.reason().id()))
                .toList();
    }

    /** The last failed first. */
    public List<FailedMessage> list(Selection selection, int count, int offset) {
        if (selection.reason() == null) {
            return query(selection, "ORDER BY f.last_failed_at DESC, f.id LIMIT :count OFFSET :offset", count, offset);
        }
        // A reason is not stored, so it cannot be asked for in SQL.
        return query(
                        selection,
                        "ORDER BY f.last_failed_at DESC, f.id LIMIT :count OFFSET :offset",
                        Integer.MAX_VALUE,
                        0)
                .stream()
                .filter(failure -> failure.reason().isMeantBy(selection.reason()))
                .skip(offset)
                .limit(count)
                .toList();
    }

    /** In the order in which they first failed, which is the order of their events. */
    public List<FailedMessage> select(Selection selection) {
        if (selection.isEmpty()) {
            return List.of();
        }
        return list(selection, Integer.MAX_VALUE, 0).stream()
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

    /** What each of these messages would tell, by its id; an unreadable one is left out. */
    public Map<String, String> descriptions(Map<String, String> bodies) {
        Map<String, String> descriptions = new HashMap<>();
        bodies.forEach((id, body) -> {
            String text = description(body);
            if (text != null) {
                descriptions.put(id, text);
            }
        });
        return descriptions;
    }

    private static @Nullable String description(String body) {
        try {
            return EventDescription.of(
                    EventJson.fromBytes(body.getBytes(StandardCharsets.UTF_8)).event());
        } catch (MalformedEventException e) {
            return null;
        }
    }

    /** No database takes any number of parameters: SQLite 32,766, PostgreSQL 65,535. */
    private List<FailedMessage> query(Selection selection, String order, int count, int offset) {
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
                .sorted(Comparator.comparing(FailedMessage::lastFailedAt)
                        .reversed()
                        .thenComparing(FailedMessage::id))
                .skip(offset)
                .limit(count)
                .toList();
    }

    private List<FailedMessage> query(
            Selection selection, Collection<String> ids, String order, int count, int offset) {
        List<String> conditions = new ArrayList<>(List.of(UNDECIDED));
        Map<String, Object> parameters = new HashMap<>();
        if (!ids.isEmpty()) {
            conditions.add("f.id IN (:ids)");
            parameters.put("ids", ids);
        }
        if (selection.queue() != null) {
            conditions.add("f.queue = :queue");
            parameters.put("queue", selection.queue());
        }
        if (selection.type() != null) {
            conditions.add("f.event_type = :type");
            parameters.put("type", selection.type());
        }
        Instant since = selection.since();
        if (since != null) {
            conditions.add("f.last_failed_at >= :since");
            parameters.put("since", since.toEpochMilli());
        }
        return jdbc.sql(COLUMNS + "FROM failed_message f WHERE " + String.join(" AND ", conditions) + " " + order)
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
                failure, status, headers(row.getString("headers")), row.getString("body"), resolutions);
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
                reason(row),
                row.getString("title"),
                row.getString("target"));
    }

    private Reason reason(ResultSet row) throws SQLException {
        return reasons.of(row.getString("queue"), row.getString("error_class"), row.getString("error"));
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
