package dev.gatewaysync.discord.outbox;

import dev.gatewaysync.discord.route.Destination;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Edits whose fate is unknown, over restarts. A message with none has no row, unless it is being edited right now. */
@Component
public final class EditTable {
    private static final int AT_ONCE = 20;
    private static final int ASCII = 128;
    private static final String MERGED = "CASE WHEN edit_in_doubt.doubtful IS NULL"
            + " OR edit_in_doubt.doubtful = edit_in_doubt.asked THEN edit_in_doubt.asked ELSE '" + EditInDoubt.SEVERAL
            + "' END";

    private final JdbcClient jdbc;
    private final InstantSource clock;

    public EditTable(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Notes, before the request, that Discord is asked for an edit. One that was asked for before and has no answer, for whoever asked was
     * killed, is in doubt from now on.
     *
     * @param look until it is looked at if nothing more is noted
     */
    public void asked(String target, Destination.Channel channel, String messageId, String body, Duration look) {
        jdbc.sql("""
                        INSERT INTO edit_in_doubt (message_id, target, channel_id, via, asked, look_at)
                        VALUES (:message, :target, :channel, :via, :body, :at)
                        ON CONFLICT (message_id) DO UPDATE SET target = excluded.target, channel_id = excluded.channel_id,
                          via = excluded.via, asked = excluded.asked,
                          doubtful = CASE WHEN edit_in_doubt.asked IS NULL THEN edit_in_doubt.doubtful ELSE %s END,
                          looks = CASE WHEN edit_in_doubt.asked IS NULL THEN edit_in_doubt.looks ELSE 0 END,
                          look_at = CASE WHEN edit_in_doubt.asked IS NULL THEN edit_in_doubt.look_at
                                         ELSE excluded.look_at END""".formatted(MERGED))
                .param("message", messageId)
                .param("target", target)
                .param("channel", channel.id())
                .param("via", channel.via())
                .param("body", stored(body))
                .param("at", clock.millis() + look.toMillis())
                .update();
    }

    /**
     * Discord has surely made this edit. That and the following two say nothing where another instance has asked for a newer one meanwhile.
     */
    public void made(String messageId, String body, String shown) {
        jdbc.sql("""
                        UPDATE edit_in_doubt SET wanted = asked, shown = :shown, asked = NULL
                        WHERE message_id = :message AND doubtful IS NOT NULL AND asked = :body""")
                .param("shown", stored(shown))
                .param("message", messageId)
                .param("body", stored(body))
                .update();
        forgetIfSure(messageId, body);
    }

    /** Discord has surely not made it, and will not. */
    public void notMade(String messageId, String body) {
        jdbc.sql("UPDATE edit_in_doubt SET asked = NULL"
                        + " WHERE message_id = :message AND doubtful IS NOT NULL AND asked = :body")
                .param("message", messageId)
                .param("body", stored(body))
                .update();
        forgetIfSure(messageId, body);
    }

    private void forgetIfSure(String messageId, String body) {
        jdbc.sql("DELETE FROM edit_in_doubt WHERE message_id = :message AND doubtful IS NULL AND asked = :body")
                .param("message", messageId)
                .param("body", stored(body))
                .update();
    }

    /**
     * Nobody knows whether Discord has made it, or will. Where another was surely made before, this one is what is wanted now: a look must
     * not bring back what it was to replace.
     */
    public void unclear(String messageId, String body, Duration look) {
        jdbc.sql("UPDATE edit_in_doubt SET doubtful = " + MERGED
                        + ", wanted = CASE WHEN wanted IS NULL THEN NULL ELSE asked END, shown = NULL"
                        + ", asked = NULL, looks = 0, look_at = :at WHERE message_id = :message AND asked = :body")
                .param("at", clock.millis() + look.toMillis())
                .param("message", messageId)
                .param("body", stored(body))
                .update();
    }

    /** Nothing more is expected of it, or it is gone. */
    public void forget(String messageId) {
        jdbc.sql("DELETE FROM edit_in_doubt WHERE message_id = :message")
                .param("message", messageId)
                .update();
    }

    public void lookLater(String messageId, int looks, Duration wait) {
        jdbc.sql("UPDATE edit_in_doubt SET looks = :looks, look_at = :at WHERE message_id = :message")
                .param("looks", looks)
                .param("at", clock.millis() + wait.toMillis())
                .param("message", messageId)
                .update();
    }

    /** Ids of the messages that are to be looked at now. */
    public List<String> due() {
        return jdbc.sql("SELECT message_id FROM edit_in_doubt WHERE look_at <= :now ORDER BY look_at LIMIT " + AT_ONCE)
                .param("now", clock.millis())
                .query(String.class)
                .list();
    }

    /** As it stands now, if it is still to be looked at. */
    public Optional<EditInDoubt> due(String messageId) {
        return jdbc.sql("SELECT * FROM edit_in_doubt WHERE message_id = :message AND look_at <= :now")
                .param("message", messageId)
                .param("now", clock.millis())
                .query((row, n) -> read(row))
                .optional();
    }

    /** JSON in ASCII alone: a database may have an encoding of few characters, and cards have others. */
    private static String stored(String json) {
        StringBuilder ascii = new StringBuilder(json.length());
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (c < ASCII) {
                ascii.append(c);
            } else {
                ascii.append("\\u%04x".formatted((int) c));
            }
        }
        return ascii.toString();
    }

    private static EditInDoubt read(ResultSet row) throws SQLException {
        return new EditInDoubt(
                Objects.requireNonNull(row.getString("message_id")),
                Objects.requireNonNull(row.getString("target")),
                Objects.requireNonNull(row.getString("channel_id")),
                Objects.requireNonNull(row.getString("via")),
                row.getString("asked"),
                row.getString("doubtful"),
                row.getString("wanted"),
                row.getString("shown"),
                row.getInt("looks"));
    }
}
