package dev.gatewaysync.discord.outbox;

import dev.gatewaysync.config.route.DeliveryOptions;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.events.MalformedEventException;
import dev.gatewaysync.storage.history.DeliveryStatus;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the deliveries that {@link DeliveryOutbox} moves from state to state. Those that are held are not open. */
@Component
public final class DeliveryQueries {
    private static final String SPOKEN_FOR = """
            batch_id = :batch AND target = :target
            AND (seq = :speaker OR held = 1 AND status IN ('pending', 'failed', 'skipped'))""";

    private final JdbcClient jdbc;
    private final Map<Long, UnreadableDelivery> unreadable = new ConcurrentHashMap<>();

    public DeliveryQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Target → how many deliveries wait for it. */
    public Map<String, Long> backlog() {
        Map<String, Long> backlog = new LinkedHashMap<>();
        jdbc.sql("SELECT target, count(*) AS n FROM delivery WHERE " + DeliveryOutbox.OPEN + " GROUP BY target")
                .query(row -> {
                    backlog.put(row.getString("target"), row.getLong("n"));
                });
        return backlog;
    }

    /** The oldest open deliveries of a target, in order; those that cannot be read are left out. */
    public List<Delivery> open(String target, int most) {
        return jdbc
                .sql("SELECT * FROM delivery WHERE target = :target AND " + DeliveryOutbox.OPEN
                        + " ORDER BY seq LIMIT :most")
                .param("target", target)
                .param("most", most)
                .query((row, n) -> readable(row))
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /** Open deliveries that were read and whose events are malformed; listed until each is {@link #forget forgotten}. */
    List<UnreadableDelivery> unreadable() {
        return List.copyOf(unreadable.values());
    }

    /** The first events of a batch for one target, in order, whatever became of them. */
    public List<EventEnvelope> batch(String batchId, String target, int most) {
        return jdbc
                .sql("""
                        SELECT * FROM delivery WHERE batch_id = :batch AND target = :target
                        ORDER BY seq LIMIT :most""")
                .param("batch", batchId)
                .param("target", target)
                .param("most", most)
                .query((row, n) -> readable(row))
                .list()
                .stream()
                .flatMap(Optional::stream)
                .map(Delivery::event)
                .toList();
    }

    public long batchSize(String batchId, String target) {
        return jdbc.sql("SELECT count(*) FROM delivery WHERE batch_id = :batch AND target = :target")
                .param("batch", batchId)
                .param("target", target)
                .query(Long.class)
                .single();
    }

    /** The first events for which a collected delivery speaks, in order, its own too. */
    public List<EventEnvelope> collected(Delivery speaker, int most) {
        return jdbc
                .sql("SELECT * FROM delivery WHERE " + SPOKEN_FOR + " ORDER BY seq LIMIT :most")
                .param("batch", speaker.batchId())
                .param("target", speaker.target())
                .param("speaker", speaker.seq())
                .param("most", most)
                .query((row, n) -> readable(row))
                .list()
                .stream()
                .flatMap(Optional::stream)
                .map(Delivery::event)
                .toList();
    }

    /**
     * How a collected delivery is sent: it pings whom any of its events is to ping, is silent only if all of them are, and is published
     * only if none of them is not to be.
     */
    public DeliveryOptions collectedOptions(Delivery speaker) {
        return jdbc
                .sql("SELECT options FROM delivery WHERE " + SPOKEN_FOR)
                .param("batch", speaker.batchId())
                .param("target", speaker.target())
                .param("speaker", speaker.seq())
                .query((row, n) -> options(row.getString("options")))
                .list()
                .stream()
                .reduce(DeliveryOptions::inOneMessage)
                .orElse(speaker.options());
    }

    /** For how many events a collected delivery speaks, its own too. */
    public long collectedSize(Delivery speaker) {
        return jdbc.sql("SELECT count(*) FROM delivery WHERE " + SPOKEN_FOR)
                .param("batch", speaker.batchId())
                .param("target", speaker.target())
                .param("speaker", speaker.seq())
                .query(Long.class)
                .single();
    }

    /** A message that we know was in the channel before anything that is open now; later ones have larger ids. */
    public Optional<String> earlierMessage(String channelId) {
        return jdbc.sql("""
                        SELECT message_id FROM delivery
                        WHERE channel_id = :channel AND message_id IS NOT NULL AND status = 'sent'
                        ORDER BY seq DESC LIMIT 1""").param("channel", channelId).query(String.class).optional();
    }

    /** It has come to its end. */
    void forget(UnreadableDelivery delivery) {
        unreadable.remove(delivery.seq());
    }

    private Optional<Delivery> readable(ResultSet row) throws SQLException {
        try {
            return Optional.of(delivery(row));
        } catch (MalformedEventException | IllegalArgumentException | StackOverflowError e) {
            UnreadableDelivery found = new UnreadableDelivery(
                    row.getLong("seq"),
                    row.getString("event_id"),
                    row.getString("target"),
                    row.getString("body"),
                    row.getInt("attempts"),
                    Objects.requireNonNullElse(e.getMessage(), e.toString()));
            unreadable.put(found.seq(), found);
            return Optional.empty();
        }
    }

    private static Delivery delivery(ResultSet row) throws SQLException {
        return new Delivery(
                row.getLong("seq"),
                envelope(row.getString("body")),
                row.getString("target"),
                DeliveryStatus.ofWireName(row.getString("status")),
                row.getInt("attempts"),
                row.getString("nonce"),
                Instant.ofEpochMilli(row.getLong("at")),
                row.getString("batch_id"),
                options(row.getString("options")));
    }

    private static DeliveryOptions options(@Nullable String json) {
        return json == null ? DeliveryOptions.USUAL : EventJson.mapper().readValue(json, DeliveryOptions.class);
    }

    private static EventEnvelope envelope(String body) {
        return EventJson.fromBytes(body.getBytes(StandardCharsets.UTF_8));
    }
}
