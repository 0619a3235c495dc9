package dev.gatewaysync.discord.outbox;

import dev.gatewaysync.discord.leader.LeaderLease;
import dev.gatewaysync.storage.history.AttemptExchange;
import dev.gatewaysync.storage.history.DeliveryStatus;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The planned deliveries in the database, and every step they take:
 *
 * <pre>
 *   pending --marked--> sending --arrived-> sent
 *      ^                   |  \--refused for good--> failed --replay--> pending
 *      \----not executed---/
 *   pending --> superseded (another message says it)   pending --> skipped (no such channel)
 * </pre>
 *
 * <p>A delivery in {@code sending} after a crash may or may not have arrived.
 *
 * <p>Of a large batch only the last is sent, and says what all of them say; the others are held, and come to an end with it.
 */
@Component
public final class DeliveryOutbox {
    // The partial index is used only if a query repeats its condition.
    static final String OPEN = "status IN ('pending', 'sending') AND held = 0";

    private static final String FAILED = "failed";

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final LeaderLease leaderLease;
    private final CardStore cards;
    private final HeldDeliveries held;
    private final InstantSource clock;

    public DeliveryOutbox(
            JdbcClient jdbc,
            TransactionTemplate transactions,
            LeaderLease leaderLease,
            CardStore cards,
            HeldDeliveries held,
            InstantSource clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.leaderLease = leaderLease;
        this.cards = cards;
        this.held = held;
        this.clock = clock;
    }

    /**
     * Notes, before a request, that these deliveries are about to be sent.
     *
     * @return false if another instance is the active one: then nothing must be sent
     */
    public boolean markSending(List<Delivery> deliveries, String nonce, String channelId) {
        return Boolean.TRUE.equals(transactions.execute(status -> {
            if (!leaderLease.isHeldInDatabase()) {
                return false;
            }
            jdbc.sql("""
                            UPDATE delivery SET status = 'sending', nonce = :nonce, channel_id = :channel,
                                   attempts = attempts + 1, at = :now WHERE seq IN (:seqs)""")
                    .param("nonce", nonce)
                    .param("channel", channelId)
                    .param("now", clock.millis())
                    .param("seqs", seqs(deliveries))
                    .update();
            return true;
        }));
    }

    /** They arrived; {@code card} is stored with them. */
    public void sent(List<Delivery> deliveries, SentMessage sentMessage, @Nullable Card card, Tried tried) {
        transactions.executeWithoutResult(status -> {
            attempt(deliveries, "sent", null, tried);
            jdbc.sql("""
                            UPDATE delivery SET status = 'sent', channel_id = :channel, message_id = :message,
                                   message_url = :url, error = NULL, at = :now WHERE seq IN (:seqs)""")
                    .param("channel", sentMessage.channelId())
                    .param("message", sentMessage.messageId())
                    .param("url", sentMessage.url())
                    .param("now", clock.millis())
                    .param("seqs", seqs(deliveries))
                    .update();
            deliveries.forEach(held::supersede);
            if (card != null) {
                cards.save(card);
            }
        });
    }

    /** The card is edited and stored; they stay open until the message of its end is sent. */
    public void edited(List<Delivery> deliveries, SentMessage sentMessage, Card card, Tried tried) {
        transactions.executeWithoutResult(status -> {
            attempt(deliveries, "edited", null, tried);
            jdbc.sql("""
                            UPDATE delivery SET status = 'pending', nonce = NULL, channel_id = :channel,
                                   message_id = :message, message_url = :url, error = NULL, at = :now
                            WHERE seq IN (:seqs)""")
                    .param("channel", sentMessage.channelId())
                    .param("message", sentMessage.messageId())
                    .param("url", sentMessage.url())
                    .param("now", clock.millis())
                    .param("seqs", seqs(deliveries))
                    .update();
            cards.save(card);
        });
    }

    /** Not sent; they wait for another try. */
    public void back(List<Delivery> deliveries, String outcome, String error, boolean attemptSpent, Tried tried) {
        transactions.executeWithoutResult(status -> {
            if (attemptSpent) {
                attempt(deliveries, outcome, error, tried);
            }
            jdbc.sql("""
                            UPDATE delivery SET status = 'pending', nonce = NULL, error = :error, at = :now,
                                   attempts = attempts - :refund WHERE seq IN (:seqs)""")
                    .param("error", error)
                    .param("now", clock.millis())
                    .param("refund", attemptSpent ? 0 : 1)
                    .param("seqs", seqs(deliveries))
                    .update();
        });
    }

    /** Nobody knows whether they arrived; they stay in {@code sending}. */
    public void unclear(List<Delivery> deliveries, String error, Tried tried) {
        transactions.executeWithoutResult(status -> {
            attempt(deliveries, "ambiguous", error, tried);
            jdbc.sql("UPDATE delivery SET error = :error WHERE seq IN (:seqs)")
                    .param("error", error)
                    .param("seqs", seqs(deliveries))
                    .update();
        });
    }

    /**
     * The target is gone, which ends them and others there; until then they stay in {@code sending}. What was answered is noted
     * here, for whoever ends them does not know it.
     */
    public void refusedByTarget(List<Delivery> deliveries, String error, Tried tried) {
        transactions.executeWithoutResult(status -> attempt(deliveries, FAILED, error, tried));
    }

    void failed(Delivery delivery, String error, Tried tried) {
        transactions.executeWithoutResult(status -> {
            attempt(List.of(delivery), FAILED, error, tried);
            settle(delivery, DeliveryStatus.FAILED, error);
            if (delivery.batchId() != null) {
                held.settle(delivery.batchId(), delivery.target(), DeliveryStatus.FAILED, error);
            }
        });
    }

    void failed(UnreadableDelivery delivery, String error) {
        jdbc.sql("UPDATE delivery SET status = 'failed', error = :error, at = :now WHERE seq = :seq AND " + OPEN)
                .param("error", error)
                .param("now", clock.millis())
                .param("seq", delivery.seq())
                .update();
    }

    /** The last of these says what all of them say. */
    public void conflated(List<Delivery> deliveries, SentMessage sentMessage) {
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
            attempt(List.of(last), "sent", null, Tried.WITHOUT_REQUEST);
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
                skipped += held.settle(batch, target, DeliveryStatus.SKIPPED, error);
            }
            return skipped;
        }));
    }

    private void settle(Delivery delivery, DeliveryStatus status, @Nullable String error) {
        jdbc.sql("UPDATE delivery SET status = :status, error = :error, at = :now WHERE seq = :seq")
                .param("status", status.wireName())
                .param("error", error)
                .param("now", clock.millis())
                .param("seq", delivery.seq())
                .update();
    }

    private @Nullable AttemptExchange exchange(Tried tried) {
        AttemptExchange exchange = tried.exchange();
        Duration wait = tried.untilNext();
        return exchange == null || wait == null
                ? exchange
                : exchange.withNextTry(clock.instant().plus(wait));
    }

    private static List<Long> seqs(List<Delivery> deliveries) {
        return deliveries.stream().map(Delivery::seq).toList();
    }

    /** The number of the attempt is each row's own count, which {@link #markSending} has raised. */
    private void attempt(List<Delivery> deliveries, String outcome, @Nullable String error, Tried tried) {
        AttemptExchange exchange = exchange(tried);
        jdbc.sql("""
                        INSERT INTO delivery_attempt (event_id, target, attempt, at, outcome, error, exchange)
                        SELECT event_id, target, attempts, :now, :outcome, :error,
                          CASE WHEN attempts <= :whole OR :outcome = 'failed' THEN :exchange ELSE :short END
                        FROM delivery WHERE seq IN (:seqs) AND status <> 'pending'
                        ON CONFLICT (event_id, target, attempt)
                        DO UPDATE SET at = excluded.at, outcome = excluded.outcome, error = excluded.error,
                          exchange = COALESCE(excluded.exchange, delivery_attempt.exchange)""")
                .param("whole", AttemptExchange.WITH_BODIES)
                .param("exchange", exchange == null ? null : exchange.json())
                .param(
                        "short",
                        exchange == null ? null : exchange.withoutBodies().json())
                .param("now", clock.millis())
                .param("outcome", outcome)
                .param("error", error)
                .param("seqs", seqs(deliveries))
                .update();
    }
}
