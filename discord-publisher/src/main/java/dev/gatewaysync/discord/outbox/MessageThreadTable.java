package dev.gatewaysync.discord.outbox;

import dev.gatewaysync.discord.route.DiscordCredentials;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The threads that messages are to get, over restarts. */
@Component
public final class MessageThreadTable {
    private static final Duration KEPT = Duration.ofDays(2);
    private static final int AT_ONCE = 20;

    private final DiscordCredentials credentials;
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final InstantSource clock;

    public MessageThreadTable(
            DiscordCredentials credentials, JdbcClient jdbc, TransactionTemplate transactions, InstantSource clock) {
        this.credentials = credentials;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Whether a bot is there to open them. */
    public boolean isUsed() {
        return credentials.bot() != null;
    }

    /**
     * Stores that a message is there, and that it is to get a thread where its route says so, both or neither.
     *
     * @param isEdit whether it was there before
     * @param title of the thread
     * @param arrived stores the first of them
     */
    public void withMessage(Delivery delivery, SentMessage message, boolean isEdit, String title, Runnable arrived) {
        if (!delivery.options().thread() || !isUsed() || isEdit) {
            arrived.run();
            return;
        }
        transactions.executeWithoutResult(status -> {
            arrived.run();
            jdbc.sql("""
                            INSERT INTO message_thread (message_id, channel_id, event_id, title, created_at)
                            VALUES (:message, :channel, :event, :title, :now) ON CONFLICT (message_id) DO NOTHING""")
                    .param("message", message.messageId())
                    .param("channel", message.channelId())
                    .param("event", delivery.event().id())
                    .param("title", title)
                    .param("now", clock.millis())
                    .update();
        });
    }

    /** Those that may be tried now, the oldest first. */
    public List<MessageThread> due() {
        forgetOld();
        return jdbc.sql("SELECT * FROM message_thread WHERE settled = 0 AND try_at <= :now ORDER BY created_at LIMIT "
                        + AT_ONCE)
                .param("now", clock.millis())
                .query((row, n) -> new MessageThread(
                        row.getString("message_id"),
                        row.getString("channel_id"),
                        row.getString("event_id"),
                        row.getString("title"),
                        row.getInt("tries")))
                .list();
    }

    /** @param error why there is none; null if there is one */
    public void settle(MessageThread thread, @Nullable String error) {
        jdbc.sql("UPDATE message_thread SET settled = 1, error = :error WHERE message_id = :message")
                .param("error", error)
                .param("message", thread.messageId())
                .update();
    }

    /** A thread to talk in is of use while the message is new. */
    private void forgetOld() {
        jdbc.sql("DELETE FROM message_thread WHERE created_at < :before")
                .param("before", clock.millis() - KEPT.toMillis())
                .update();
    }

    /** All that wait in its channel: what refuses one refuses them all. */
    public void channelLater(MessageThread thread, Duration wait, String error) {
        later(thread, wait, error);
        jdbc.sql("UPDATE message_thread SET try_at = :at WHERE channel_id = :channel AND settled = 0 AND try_at < :at")
                .param("at", clock.millis() + wait.toMillis())
                .param("channel", thread.channelId())
                .update();
    }

    public void later(MessageThread thread, Duration wait, String error) {
        jdbc.sql("""
                        UPDATE message_thread SET try_at = :at, tries = tries + 1, error = :error
                        WHERE message_id = :message""")
                .param("at", clock.millis() + wait.toMillis())
                .param("error", error)
                .param("message", thread.messageId())
                .update();
    }

    /** What waits is tried at once. */
    public void tryNow() {
        jdbc.sql("UPDATE message_thread SET try_at = 0 WHERE settled = 0").update();
    }
}
