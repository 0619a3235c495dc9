package dev.gatewaysync.storage;

import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.events.Traceparent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Reads the history. Costs depend on how many updates are asked for, not on how many there are. */
public final class UpdateHistory {
    private static final String SELECT = """
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
    private final DeliveryHistory deliveries;

    public UpdateHistory(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.deliveries = new DeliveryHistory(jdbc);
    }

    /** The newest updates first, at most {@code count}. */
    public List<Update> recent(int count, UpdateFilter filter) {
        return search(null, filter, count, 0);
    }

    /**
     * As above, past the first {@code offset}, and only those with {@code text} in their description, their data or as
     * their id, in any case, or at the foot of a card of theirs.
     */
    public List<Update> search(@Nullable String text, UpdateFilter filter, int count, int offset) {
        List<String> conditions = new ArrayList<>();
        Map<String, Object> parameters = new HashMap<>();
        condition(conditions, parameters, "type = :type", "type", filter.type());
        condition(conditions, parameters, "source = :source", "source", filter.source());
        Instant since = filter.since();
        if (since != null) {
            // Lists are not in the order of these times. Few are found by their index and sorted; where there are many,
            // the
            // newest of them are soon found among the newest of all, and the plus keeps SQLite from sorting all.
            conditions.add(
                    fewSince(since)
                            ? "seq IN (SELECT seq FROM event WHERE occurred_at >= :since)"
                            : "+occurred_at >= :since");
            parameters.put("since", since.toEpochMilli());
        }
        condition(
                conditions,
                parameters,
                "(lower(description) LIKE :text ESCAPE '!' OR lower(details) LIKE :text ESCAPE '!' OR lower(id) LIKE"
                        + " :text ESCAPE '!' OR id IN (SELECT event_id FROM delivery WHERE card_ref = :ref))",
                "text",
                text == null ? null : "%" + text.toLowerCase(Locale.ROOT).replaceAll("[!%_]", "!$0") + "%");
        if (text != null) {
            parameters.put("ref", CardRef.read(text).orElse(""));
        }
        if (filter.status() != null) {
            conditions.add(
                    switch (filter.status()) {
                        case SYNCED -> "planned_at IS NOT NULL AND open = 0 AND failed = 0";
                        case PENDING ->
                            "(planned_at IS NULL OR open > 0) AND failed = 0"
                                    + (fewWait() ? " AND id IN (" + UNSETTLED + ")" : "");
                        // From the few that failed, or all others would have to be looked at in search of them.
                        case FAILED ->
                            "id IN (SELECT event_id FROM delivery WHERE status = 'failed'"
                                    + " UNION SELECT event_id FROM main_app_delivery WHERE status = 'failed')";
                    });
        }
        String where = conditions.isEmpty() ? "" : "WHERE " + String.join(" AND ", conditions);
        return jdbc.sql(SELECT + where + " ORDER BY place DESC, seq DESC LIMIT :count OFFSET :offset")
                .params(parameters)
                .param("count", count)
                .param("offset", offset)
                .query((row, n) -> update(row))
                .list();
    }

    /** Where a page ends. */
    public record Position(long place, long seq) {}

    /** @param last null if the page is empty */
    public record Page(List<Update> updates, @Nullable Position last) {}

    /**
     * The newest updates first, behind {@code after}: what comes in between two pages moves nothing.
     *
     * @param after where the page before ended; null for the first
     */
    public Page page(@Nullable Position after, int count) {
        List<Position> positions = new ArrayList<>();
        // Two conditions, for SQLite begins at the first one's place in the index and does not at that of a pair.
        String where = after == null ? "" : "WHERE place <= :at AND (place < :at OR seq < :seq)";
        List<Update> updates = jdbc.sql(SELECT + where + " ORDER BY place DESC, seq DESC LIMIT :count")
                .params(after == null ? Map.of() : Map.of("at", after.place(), "seq", after.seq()))
                .param("count", count)
                .query((row, n) -> {
                    positions.add(new Position(row.getLong("place"), row.getLong("seq")));
                    return update(row);
                })
                .list();
        return new Page(updates, positions.isEmpty() ? null : positions.getLast());
    }

    public Optional<UpdateTimeline> find(String id) {
        return jdbc.sql(SELECT + "WHERE id = :id")
                .param("id", id)
                .query((row, n) -> life(row))
                .optional();
    }

    /**
     * The ids that somebody may mean who has written less than one, or the sign of a card: those that begin so, and those of the
     * updates that the card shows; the newest first.
     */
    public List<String> meantBy(String typed, int most) {
        String prefix = typed.toLowerCase(Locale.ROOT).replaceAll("[!%_]", "!$0") + "%";
        return jdbc.sql("""
                        SELECT id FROM event WHERE lower(id) LIKE :prefix ESCAPE '!'
                          OR id IN (SELECT event_id FROM delivery WHERE card_ref = :ref)
                        ORDER BY seq DESC LIMIT :most""")
                .param("prefix", prefix)
                .param("ref", CardRef.read(typed).orElse(""))
                .param("most", most)
                .query(String.class)
                .list();
    }

    /** The times of the oldest and the newest update, as their senders gave them. */
    public record Extent(Instant oldest, Instant newest) {
        /** Of nothing yet. */
        Extent(Instant now) {
            this(now, now);
        }
    }

    /** Empty if the history is. */
    public Optional<Extent> extent() {
        return jdbc.sql("SELECT min(occurred_at) AS oldest, max(occurred_at) AS newest, count(*) AS updates FROM event")
                .query((row, n) -> row.getLong("updates") == 0
                        ? Optional.<Extent>empty()
                        : Optional.of(new Extent(
                                Instant.ofEpochMilli(row.getLong("oldest")),
                                Instant.ofEpochMilli(row.getLong("newest")))))
                .single();
    }

    /** Whether the event has entered the history. */
    public boolean contains(String id) {
        return jdbc.sql("SELECT 1 FROM event WHERE id = :id")
                .param("id", id)
                .query(Integer.class)
                .optional()
                .isPresent();
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

    private static void condition(
            List<String> conditions, Map<String, Object> parameters, String sql, String name, @Nullable Object value) {
        if (value != null) {
            conditions.add(sql);
            parameters.put(name, value);
        }
    }

    private static Update update(ResultSet row) throws SQLException {
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

    private UpdateTimeline life(ResultSet row) throws SQLException {
        Update update = update(row);
        return new UpdateTimeline(
                update,
                Instant.ofEpochMilli(row.getLong("received_at")),
                Instant.ofEpochMilli(row.getLong("recorded_at")),
                instant(row, "planned_at"),
                json(row.getString("extra")),
                Traceparent.read(row.getString("trace"))
                        .map(Traceparent::traceId)
                        .orElse(null),
                deliveries.of(update.id()));
    }

    private static @Nullable JsonNode json(@Nullable String text) {
        return text == null ? null : EventJson.mapper().readTree(text);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }
}
