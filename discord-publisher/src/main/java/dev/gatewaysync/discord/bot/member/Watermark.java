package dev.gatewaysync.discord.bot.member;

import java.time.InstantSource;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Up to which message each channel has been read, over restarts. */
@Component
final class Watermark {
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final InstantSource clock;

    public Watermark(JdbcClient jdbc, TransactionTemplate transactions, InstantSource clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
    }

    Optional<String> of(String channelId) {
        return jdbc.sql("SELECT message_id FROM channel_watermark WHERE channel_id = :channel")
                .param("channel", channelId)
                .query(String.class)
                .optional();
    }

    /** Both or neither: what the message calls for, and that it has been read. */
    void advance(String channelId, String messageId, Runnable effect) {
        transactions.executeWithoutResult(status -> {
            effect.run();
            jdbc.sql("""
                            INSERT INTO channel_watermark (channel_id, message_id, updated_at)
                            VALUES (:channel, :message, :now)
                            ON CONFLICT (channel_id) DO UPDATE SET message_id = excluded.message_id,
                                updated_at = excluded.updated_at""")
                    .param("channel", channelId)
                    .param("message", messageId)
                    .param("now", clock.millis())
                    .update();
        });
    }
}
