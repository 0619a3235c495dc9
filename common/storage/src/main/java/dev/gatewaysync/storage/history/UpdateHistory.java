package dev.gatewaysync.storage.history;

import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.events.Traceparent;
import dev.gatewaysync.storage.ListOrder;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Reads the history. Costs depend on how many updates are asked for, not on how many there are. */
public final class UpdateHistory {
    private final JdbcClient jdbc;
    private final DeliveryHistory deliveries;

    public UpdateHistory(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.deliveries = new DeliveryHistory(jdbc);
    }

    /** The newest updates first, at most {@code count}. */
    public List<Update> recent(int count, UpdateFilter filter) {
        return new UpdateList(jdbc)
                .with(filter).rows(count, 0).stream().map(Placed::update).toList();
    }

    /** An update's place in all lists. */
    public record Position(long place, long seq) {}

    /** An update, and where in the lists it is. */
    public record Placed(Update update, Position position) {}

    /** @param last null if the page is empty */
    public record Page(List<Update> updates, @Nullable Position last) {}

    /**
     * The newest updates first, behind {@code after}: what comes in between two pages moves nothing.
     *
     * @param after where the page before ended; null for the first
     */
    public Page page(@Nullable Position after, int count) {
        List<Placed> rows = new UpdateList(jdbc).behind(after).rows(count, 0);
        return new Page(
                rows.stream().map(Placed::update).toList(),
                rows.isEmpty() ? null : rows.getLast().position());
    }

    /** Where an update stands in the lists. */
    public Optional<Position> position(String id) {
        return jdbc.sql("SELECT " + ListOrder.PLACE + " AS place, seq FROM event WHERE id = :id")
                .param("id", id)
                .query((row, n) -> new Position(row.getLong("place"), row.getLong("seq")))
                .optional();
    }

    public Optional<UpdateTimeline> find(String id) {
        return jdbc.sql(UpdateList.SELECT + "WHERE id = :id")
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

    private UpdateTimeline life(ResultSet row) throws SQLException {
        Update update = UpdateList.update(row);
        return new UpdateTimeline(
                update,
                Instant.ofEpochMilli(row.getLong("received_at")),
                Instant.ofEpochMilli(row.getLong("recorded_at")),
                UpdateList.instant(row, "planned_at"),
                json(row.getString("extra")),
                Traceparent.read(row.getString("trace"))
                        .map(Traceparent::traceId)
                        .orElse(null),
                deliveries.of(update.id()));
    }

    private static @Nullable JsonNode json(@Nullable String text) {
        return text == null ? null : EventJson.mapper().readTree(text);
    }
}
