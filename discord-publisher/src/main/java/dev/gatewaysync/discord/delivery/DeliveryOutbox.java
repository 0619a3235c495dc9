package dev.gatewaysync.discord.delivery;

import dev.gatewaysync.events.Batch;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.events.MalformedEventException;
import dev.gatewaysync.storage.DeliveryStatus;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The planned deliveries in the database, and every step they take:
 *
 * <pre>
 *   pending --marked--> sending --posted--> sent
 *      ^                   |  \--refused for good--> failed --replay--> pending
 *      \----not executed---/
 *   pending --> superseded (another message says it)   pending --> skipped (no such channel)
 * </pre>
 *
 * <p>A delivery in {@code sending} after a crash may or may not have arrived.
 *
 * <p>Of a large batch only the last is sent, and says what all of them say; the others are held, and come to an end with it.
 */
public final class DeliveryOutbox {
    // The partial index is used only if a query repeats its condition.
    private static final String OPEN = "status IN ('pending', 'sending') AND held = 0";

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final LeaderLease leaderLease;
    private final InstantSource clock;
    private final Map<Long, Unreadable> unreadable = new ConcurrentHashMap<>();

    /** A delivery whose stored event is none. */
    record Unreadable(long seq, String eventId, String target, String body, int attempts, String error) {}

    public DeliveryOutbox(
            JdbcClient jdbc, TransactionTemplate transactions, LeaderLease leaderLease, InstantSource clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.leaderLease = leaderLease;
        this.clock = clock;
    }

    /** By the clock that dates deliveries. */
    Instant now() {
        return clock.instant();
    }

    /** Target → how many deliveries wait for it. */
    Map<String, Long> backlog() {
        Map<String, Long> backlog = new LinkedHashMap<>();
        jdbc.sql("SELECT target, count(*) AS n FROM delivery WHERE " + OPEN + " GROUP BY target")
                .query(row -> {
                    backlog.put(row.getString("target"), row.getLong("n"));
                });
        return backlog;
    }

    /** The oldest open deliveries of a target, in order; those that cannot be read are left out. */
    List<Delivery> open(String target, int most) {
        return jdbc
                .sql("SELECT * FROM delivery WHERE target = :target AND " + OPEN + " ORDER BY seq LIMIT :most")
                .param("target", target)
                .param("most", most)
                .query((row, n) -> readable(row))
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /** Open deliveries that were come upon and whose events cannot be read; told until each is {@link #failed failed}. */
    List<Unreadable> unreadable() {
        return List.copyOf(unreadable.values());
    }

    /** The first events of a batch for one target, in order, whatever became of them. */
    List<EventEnvelope> batch(String batchId, String target, int most) {
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

    long batchSize(String batchId, String target) {
        return jdbc.sql("SELECT count(*) FROM delivery WHERE batch_id = :batch AND target = :target")
                .param("batch", batchId)
                .param("target", target)
                .query(Long.class)
                .single();
    }

    /** A message that we know was in the channel before anything that is open now; later ones have larger ids. */
    Optional<String> earlierMessage(String channelId) {
        return jdbc.sql("""
                        SELECT message_id FROM delivery
                        WHERE channel_id = :channel AND message_id IS NOT NULL AND status = 'sent'
                        ORDER BY seq DESC LIMIT 1""").param("channel", channelId).query(String.class).optional();
    }

    /**
     * Notes, before a request, that these deliveries are about to be sent.
     *
     * @return false if another instance is the active one: then nothing must be sent
     */
    boolean markSending(List<Delivery> deliveries, String nonce, String channelId) {
        return Boolean.TRUE.equals(transactions.execute(status -> {
            if (!leaderLease.isHeldInDatabase()) {
                return false;
            }
            for (Delivery delivery : deliveries) {
                jdbc.sql("""
                                UPDATE delivery SET status = 'sending', nonce = :nonce, channel_id = :channel,
                                       attempts = attempts + 1, at = :now WHERE seq = :seq""")
                        .param("nonce", nonce)
                        .param("channel", channelId)
                        .param("now", clock.millis())
                        .param("seq", delivery.seq())
                        .update();
            }
            return true;
        }));
    }

    /** They arrived; {@code card} is stored with them. */
    void sent(List<Delivery> deliveries, SentMessage sentMessage, @Nullable Card card, CardStore cards) {
        transactions.executeWithoutResult(status -> {
            for (Delivery delivery : deliveries) {
                attempt(delivery, "sent", null);
                jdbc.sql("""
                                UPDATE delivery SET status = 'sent', channel_id = :channel, message_id = :message,
                                       message_url = :url, error = NULL, at = :now WHERE seq = :seq""")
                        .param("channel", sentMessage.channelId())
                        .param("message", sentMessage.messageId())
                        .param("url", sentMessage.url())
                        .param("now", clock.millis())
                        .param("seq", delivery.seq())
                        .update();
                supersedeHeld(delivery);
            }
            if (card != null) {
                cards.save(card);
            }
        });
    }

    /** The card is edited and stored; they stay open until a message of its own has told the end. */
    void edited(List<Delivery> deliveries, SentMessage sentMessage, Card card, CardStore cards) {
        transactions.executeWithoutResult(status -> {
            for (Delivery delivery : deliveries) {
                attempt(delivery, "edited", null);
                jdbc.sql("""
                                UPDATE delivery SET status = 'pending', nonce = NULL, channel_id = :channel,
                                       message_id = :message, message_url = :url, error = NULL, at = :now
                                WHERE seq = :seq""")
                        .param("channel", sentMessage.channelId())
                        .param("message", sentMessage.messageId())
                        .param("url", sentMessage.url())
                        .param("now", clock.millis())
                        .param("seq", delivery.seq())
                        .update();
            }
            cards.save(card);
        });
    }

    /** Not sent; they wait for another try. */
    void back(List<Delivery> deliveries, String outcome, String error, boolean attemptSpent) {
        transactions.executeWithoutResult(status -> {
            for (Delivery delivery : deliveries) {
                if (attemptSpent) {
                    attempt(delivery, outcome, error);
                }
                jdbc.sql("""
                                UPDATE delivery SET status = 'pending', nonce = NULL, error = :error, at = :now,
                                       attempts = attempts - :refund WHERE seq = :seq""")
                        .param("error", error)
                        .param("now", clock.millis())
                        .param("refund", attemptSpent ? 0 : 1)
                        .param("seq", delivery.seq())
                        .update();
            }
        });
    }

    /** Nobody knows whether they arrived; they stay in {@code sending}. */
    void unclear(List<Delivery> deliveries, String error) {
        transactions.executeWithoutResult(status -> deliveries.forEach(delivery -> {
            attempt(delivery, "ambiguous", error);
            jdbc.sql("UPDATE delivery SET error = :error WHERE seq = :seq")
                    .param("error", error)
                    .param("seq", delivery.seq())
                    .update();
        }));
    }

    void failed(Delivery delivery, String error) {
        transactions.executeWithoutResult(status -> {
            attempt(delivery, "failed", error);
            settle(delivery, DeliveryStatus.FAILED, error);
            Batch batch = delivery.event().batch();
            if (batch != null) {
                settleHeld(batch.id(), delivery.target(), DeliveryStatus.FAILED, error);
            }
        });
    }

    void failed(Unreadable delivery, String error) {
        jdbc.sql("UPDATE delivery SET status = 'failed', error = :error, at = :now WHERE seq = :seq AND " + OPEN)
                .param("error", error)
                .param("now", clock.millis())
                .param("seq", delivery.seq())
                .update();
        unreadable.remove(delivery.seq());
    }

    /** The last of these says what all of them say. */
    void conflated(List<Delivery> deliveries, SentMessage sentMessage) {
        transactions.executeWithoutResult(status -> {
            for (Delivery delivery : deliveries.subList(0, deliveries.size() - 1)) {
                settle(delivery, DeliveryStatus.SUPERSEDED, null);
            }
            Delivery last = deliveries.get(deliveries.size() - 1);
            jdbc.sql("""
                            UPDATE delivery SET status = 'sent', channel_id = :channel, message_id = :message,
                                   message_url = :url, error = NULL, attempts = attempts + 1, at = :now
                            WHERE seq = :seq""")
                    .param("channel", sentMessage.channelId())
                    .param("message", sentMessage.messageId())
                    .param("url", sentMessage.url())
                    .param("now", clock.millis())
                    .param("seq", last.seq())
                    .update();
            attempt(last, "sent", null);
        });
    }

    /** Nothing to send to. */
    int skipAll(String target, String error) {
        return Objects.requireNonNull(transactions.execute(status -> {
            List<String> batches = jdbc.sql("SELECT DISTINCT batch_id FROM delivery WHERE batch_id IS NOT NULL"
                            + " AND target = :target AND " + OPEN)
                    .param("target", target)
                    .query(String.class)
                    .list();
            int skipped = jdbc.sql("UPDATE delivery SET status = 'skipped', error = :error, at = :now"
                            + " WHERE target = :target AND " + OPEN)
                    .param("error", error)
                    .param("now", clock.millis())
                    .param("target", target)
                    .update();
            for (String batch : batches) {
                skipped += settleHeld(batch, target, DeliveryStatus.SKIPPED, error);
            }
            return skipped;
        }));
    }

    /**
     * Ends the waiting of held deliveries whose batch's last does not come any more: it was lost, refused or never made, for
     * the sync broke off; then the newest of them speaks for the others. Or it had come to its end before they were planned.
     *
     * @param patience since they were planned
     * @return how many are no longer held up
     */
    int releaseHeld(Duration patience) {
        record Group(
                String batch,
                String target,
                long newest,
                @Nullable String lastStatus,
                @Nullable String error) {}
        List<Group> groups = jdbc.sql("""
                        SELECT h.batch_id, h.target, h.newest, l.status, l.error FROM
                          (SELECT batch_id, target, max(seq) AS newest FROM delivery
                           WHERE held = 1 AND status = 'pending' GROUP BY batch_id, target
                           HAVING max(planned_at) < :before) h
                          LEFT JOIN delivery l ON l.batch_id = h.batch_id AND l.target = h.target AND l.held = 0""")
                .param("before", clock.millis() - patience.toMillis())
                .query((row, n) -> new Group(
                        row.getString("batch_id"),
                        row.getString("target"),
                        row.getLong("newest"),
                        row.getString("status"),
                        row.getString("error")))
                .list();
        int released = 0;
        for (Group group : groups) {
            if (group.lastStatus() == null) {
                released += jdbc.sql("UPDATE delivery SET held = 0 WHERE seq = :seq AND status = 'pending'")
                        .param("seq", group.newest())
                        .update();
                continue;
            }
            DeliveryStatus last = DeliveryStatus.ofWireName(group.lastStatus());
            if (last != DeliveryStatus.PENDING && last != DeliveryStatus.SENDING) {
                DeliveryStatus own = last == DeliveryStatus.SENT ? DeliveryStatus.SUPERSEDED : last;
                released += settleHeld(group.batch(), group.target(), own, group.error());
            }
        }
        return released;
    }

    private int settleHeld(String batchId, String target, DeliveryStatus status, @Nullable String error) {
        return jdbc.sql("""
                        UPDATE delivery SET status = :status, error = :error, at = :now
                        WHERE batch_id = :batch AND target = :target AND held = 1 AND status = 'pending'""")
                .param("status", status.wireName())
                .param("error", error)
                .param("now", clock.millis())
                .param("batch", batchId)
                .param("target", target)
                .update();
    }

    private void settle(Delivery delivery, DeliveryStatus status, @Nullable String error) {
        jdbc.sql("UPDATE delivery SET status = :status, error = :error, at = :now WHERE seq = :seq")
                .param("status", status.wireName())
                .param("error", error)
                .param("now", clock.millis())
                .param("seq", delivery.seq())
                .update();
    }

    private void supersedeHeld(Delivery last) {
        if (last.event().batch() != null) {
            jdbc.sql("""
                            UPDATE delivery SET status = 'superseded', error = NULL, at = :now
                            WHERE batch_id = :batch AND target = :target AND held = 1
                              AND status IN ('pending', 'failed', 'skipped')""")
                    .param("now", clock.millis())
                    .param("batch", last.event().batch().id())
                    .param("target", last.target())
                    .update();
        }
    }

    /** The number of the attempt is the row's own count, which {@link #markSending} has raised. */
    private void attempt(Delivery delivery, String outcome, @Nullable String error) {
        jdbc.sql("""
                        INSERT INTO delivery_attempt (event_id, target, attempt, at, outcome, error)
                        SELECT event_id, target, attempts, :now, :outcome, :error
                        FROM delivery WHERE seq = :seq AND status <> 'pending'
                        ON CONFLICT (event_id, target, attempt)
                        DO UPDATE SET at = excluded.at, outcome = excluded.outcome, error = excluded.error""")
                .param("now", clock.millis())
                .param("outcome", outcome)
                .param("error", error)
                .param("seq", delivery.seq())
                .update();
    }

    private Optional<Delivery> readable(ResultSet row) throws SQLException {
        try {
            return Optional.of(delivery(row));
        } catch (MalformedEventException | IllegalArgumentException | StackOverflowError e) {
            Unreadable found = new Unreadable(
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
                Instant.ofEpochMilli(row.getLong("at")));
    }

    private static EventEnvelope envelope(String body) {
        return EventJson.fromBytes(body.getBytes(StandardCharsets.UTF_8));
    }
}
