package dev.gatewaysync.discord.outbox;

import dev.gatewaysync.cards.channel.Targets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The messages that are to be published, over restarts. */
@Component
public final class CrosspostTable {
    private static final Duration KEPT = Duration.ofDays(2);

    private final CrosspostSetting setting;
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final InstantSource clock;

    public CrosspostTable(
            CrosspostSetting setting, JdbcClient jdbc, TransactionTemplate transactions, InstantSource clock) {
        this.setting = setting;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Stores that a message is there, and that it is to be published, both or neither. Suggestions are the server's own business.
     *
     * @param isExcluded whether it is a post of a forum, or was there before: neither is published
     * @param arrived stores the first of them
     */
    public void withMessage(Delivery delivery, SentMessage message, boolean isExcluded, Runnable arrived) {
        if (!setting.wants(delivery.options().publish())
                || isExcluded
                || delivery.target().equals(Targets.SUGGESTIONS)) {
            arrived.run();
            return;
        }
        transactions.executeWithoutResult(status -> {
            arrived.run();
            jdbc.sql("""
                            INSERT INTO crosspost (message_id, channel_id, event_id, created_at, said)
                            VALUES (:message, :channel, :event, :now, :said) ON CONFLICT (message_id) DO NOTHING""")
                    .param("message", message.messageId())
                    .param("channel", message.channelId())
                    .param("event", delivery.event().id())
                    .param("now", clock.millis())
                    .param("said", delivery.options().publish() == null ? 0 : 1)
                    .update();
        });
    }

    /** Of each channel where one may be tried now the oldest. What was only to be published as usual waits while nothing usually is. */
    public List<Crosspost> due() {
        forgetOld();
        return jdbc.sql("""
                        SELECT c.* FROM crosspost c WHERE c.settled = 0 AND c.try_at <= :now AND c.message_id =
                          (SELECT o.message_id FROM crosspost o WHERE o.settled = 0 AND o.channel_id = c.channel_id
                             AND (o.said = 1 OR :usual = 1)
                           ORDER BY o.created_at, o.message_id LIMIT 1)""")
                .param("now", clock.millis())
                .param("usual", setting.isUsual() ? 1 : 0)
                .query((row, n) -> new Crosspost(
                        row.getString("message_id"),
                        row.getString("channel_id"),
                        row.getString("event_id"),
                        row.getInt("tries")))
                .list();
    }

    /** When the last but {@code count} - 1 was published there, if that is later than {@code since}. */
    public Optional<Instant> publishedBefore(String channelId, int count, Instant since) {
        return jdbc
                .sql("""
                        SELECT published_at FROM crosspost WHERE channel_id = :channel AND published_at > :since
                        ORDER BY published_at DESC LIMIT :count""")
                .param("channel", channelId)
                .param("since", since.toEpochMilli())
                .param("count", count)
                .query(Long.class)
                .list()
                .stream()
                .skip(count - 1)
                .findFirst()
                .map(Instant::ofEpochMilli);
    }

    public void published(Crosspost crosspost) {
        end(crosspost, clock.millis(), null);
    }

    /** What could not be published for so long is no news any more, and would hold up what is. */
    private void forgetOld() {
        jdbc.sql("DELETE FROM crosspost WHERE created_at < :before")
                .param("before", clock.millis() - KEPT.toMillis())
                .update();
    }

    /** It never will be. */
    public void givenUp(Crosspost crosspost, String error) {
        end(crosspost, null, error);
    }

    private void end(Crosspost crosspost, @Nullable Long publishedAt, @Nullable String error) {
        jdbc.sql("UPDATE crosspost SET settled = 1, published_at = :at, error = :error WHERE message_id = :message")
                .param("at", publishedAt)
                .param("error", error)
                .param("message", crosspost.messageId())
                .update();
    }

    /** Nothing in its channel can be published. */
    public void givenUpAll(String channelId, String error) {
        jdbc.sql("UPDATE crosspost SET settled = 1, error = :error WHERE channel_id = :channel AND settled = 0")
                .param("error", error)
                .param("channel", channelId)
                .update();
    }

    /** @param isFailed whether it was tried */
    public void later(Crosspost crosspost, Instant when, boolean isFailed, String error) {
        jdbc.sql("""
                        UPDATE crosspost SET try_at = :at, tries = tries + :failed, error = :error
                        WHERE message_id = :message""")
                .param("at", when.toEpochMilli())
                .param("failed", isFailed ? 1 : 0)
                .param("error", error)
                .param("message", crosspost.messageId())
                .update();
    }

    /** What waits is tried at once. */
    public void tryNow() {
        jdbc.sql("UPDATE crosspost SET try_at = 0 WHERE settled = 0").update();
    }
}
