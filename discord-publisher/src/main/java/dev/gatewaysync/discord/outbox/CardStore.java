package dev.gatewaysync.discord.outbox;

import dev.gatewaysync.cards.CustomCard;
import dev.gatewaysync.events.EventJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** The messages that are edited in place, over restarts. */
@Component
public final class CardStore {
    /** Begins the key of a card that the main app names itself. */
    public static final String CUSTOM = "custom:";

    private static final Duration PRUNED_EVERY = Duration.ofHours(1);

    private final JdbcClient jdbc;
    private final InstantSource clock;
    private long pruneAt;

    public CardStore(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public Optional<Card> find(String key) {
        return jdbc.sql("SELECT * FROM card WHERE card_key = :key")
                .param("key", key)
                .query((row, n) -> card(row))
                .optional();
    }

    /** The open cards whose key begins so, the one that changed last first. */
    public List<Card> open(String keyPrefix) {
        return newest(keyPrefix).filter(Card::open).toList();
    }

    /** The card whose key begins so that this event closed, if its end has a message of its own. */
    public Optional<Card> endedBy(String keyPrefix, String eventId) {
        return newest(keyPrefix).filter(card -> card.isEndedBy(eventId)).findFirst();
    }

    private Stream<Card> newest(String keyPrefix) {
        return jdbc
                .sql("SELECT * FROM card WHERE card_key LIKE :prefix ORDER BY updated_at DESC LIMIT 20")
                .param("prefix", keyPrefix + "%")
                .query((row, n) -> card(row))
                .list()
                .stream();
    }

    public void save(Card card) {
        jdbc.sql("""
                        INSERT INTO card (card_key, channel_id, message_id, content_hash, state, created_at, updated_at)
                        VALUES (:key, :channel, :message, :hash, :state, :now, :now)
                        ON CONFLICT (card_key) DO UPDATE SET channel_id = excluded.channel_id,
                            message_id = excluded.message_id, content_hash = excluded.content_hash,
                            state = excluded.state, updated_at = excluded.updated_at""")
                .param("key", card.key())
                .param("channel", card.channelId())
                .param("message", card.messageId())
                .param("hash", card.contentHash())
                .param(
                        "state",
                        card.state(EventJson.mapper().createObjectNode()).toString())
                .param("now", clock.millis())
                .update();
        if (card.key().startsWith(CUSTOM) && clock.millis() >= pruneAt) {
            pruneAt = clock.millis() + PRUNED_EVERY.toMillis();
            prune();
        }
    }

    /** Of the cards that the main app names there may be any number; what no event edits any more is forgotten. */
    private void prune() {
        jdbc.sql("DELETE FROM card WHERE card_key LIKE :prefix AND updated_at < :before")
                .param("prefix", CUSTOM + "%")
                .param("before", clock.millis() - CustomCard.EDITED_FOR.toMillis())
                .update();
    }

    private static Card card(ResultSet row) throws SQLException {
        String text = row.getString("state");
        JsonNode state = EventJson.mapper().readTree(text == null ? "{}" : text);
        return new Card(
                row.getString("card_key"),
                row.getString("channel_id"),
                row.getString("message_id"),
                row.getString("content_hash"),
                state.path("via").asString(""),
                state.path("open").asBoolean(false),
                state.get("view"));
    }
}
