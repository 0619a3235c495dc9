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
                .param("body", body)
                .param("at", clock.millis() + look.toMillis())
                .update();
    }

    /** Discord has surely made what was asked for last. */
    public void made(String messageId, String shown) {
        jdbc.sql("""
                        UPDATE edit_in_doubt SET wanted = asked, shown = :shown, asked = NULL
                        WHERE message_id = :message AND doubtful IS NOT NULL AND asked IS NOT NULL""").param("shown", shown).param("message", messageId).update();
        forgetIfSure(messageId);
    }

    /** Discord has surely not made it, and will not. */
    public void notMade(String messageId) {
        jdbc.sql("UPDATE edit_in_doubt SET asked = NULL WHERE message_id = :message AND doubtful IS NOT NULL")
                .param("message", messageId)
                .update();
        forgetIfSure(messageId);
    }

    private void forgetIfSure(String messageId) {
        jdbc.sql("DELETE FROM edit_in_doubt WHERE message_id = :message AND doubtful IS NULL")
                .param("message", messageId)
                .update();
    }

    /** Nobody knows whether Discord has made it, or will. */
    public void unclear(String messageId, Duration look) {
        jdbc.sql("UPDATE edit_in_doubt SET doubtful = " + MERGED
                        + ", asked = NULL, looks = 0, look_at = :at WHERE message_id = :message AND asked IS NOT NULL")
                .param("at", clock.millis() + look.toMillis())
                .param("message", messageId)
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
