package dev.gatewaysync.console.alert;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.gatewaysync.console.place.Notice;
import dev.gatewaysync.console.place.Place;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Messages to operators and what became of each at each place. Intent is written before a request leaves. */
@Component
final class NoticeTable {
    private final JdbcClient jdbc;
    private final InstantSource clock;

    NoticeTable(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What a place is to be told next. */
    record Due(String messageId, Notice.Kind kind, Instant madeAt, int attempts, Instant nextAt, boolean isSending) {}

    /** A message at a place, for people to see. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Sent(
            String place,
            String kind,
            String status,
            int attempts,
            Instant at,
            @Nullable Instant sentAt,
            @Nullable String error,
            String texts) {}

    /** To be called within a transaction, with what is noted of the alerts. */
    void make(String id, Notice.Kind kind, Collection<AlertEpisode> about, Collection<Place> places) {
        long now = clock.millis();
        jdbc.sql("INSERT INTO alert_message (id, kind, made_at) VALUES (:id, :kind, :now)")
                .param("id", id)
                .param("kind", kind.name().toLowerCase(Locale.ROOT))
                .param("now", now)
                .update();
        for (AlertEpisode episode : about) {
            jdbc.sql("INSERT INTO alert_message_item (message_id, alert_id) VALUES (:id, :alert)")
                    .param("id", id)
                    .param("alert", episode.id())
                    .update();
        }
        for (Place place : places) {
            jdbc.sql("""
                            INSERT INTO alert_notice (message_id, place, status, made_at, next_at)
                            VALUES (:id, :place, 'pending', :now, :now)""")
                    .param("id", id)
                    .param("place", place.key())
                    .param("now", now)
                    .update();
        }
    }

    /** The oldest that this place has not been told: each place is told in order. */
    Optional<Due> next(String place) {
        return jdbc.sql("""
                        SELECT n.message_id, n.attempts, n.made_at, n.next_at, n.status, m.kind
                        FROM alert_notice n JOIN alert_message m ON m.id = n.message_id
                        WHERE n.place = :place AND n.status IN ('pending', 'sending')
                        ORDER BY n.made_at, n.message_id LIMIT 1""")
                .param("place", place)
                .query((row, n) -> new Due(
                        row.getString("message_id"),
                        Notice.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                        Instant.ofEpochMilli(row.getLong("made_at")),
                        row.getInt("attempts"),
                        Instant.ofEpochMilli(row.getLong("next_at")),
                        row.getString("status").equals("sending")))
                .optional();
    }

    /**
     * Of what another instance, or this one before it ended, was about to send: nobody knows whether it left. A place that knows
     * repeats is told again; at another it would stand there twice.
     *
     * @param holder of the lease, else nothing changes
     */
    void takeOver(Place place, String holder) {
        jdbc.sql("UPDATE alert_notice SET status = :status, error = :error WHERE place = :place AND status = 'sending'"
                        + ifWatching())
                .param("holder", holder)
                .param("status", place.knowsRepeats() ? "pending" : "unclear")
                .param("error", place.knowsRepeats() ? null : "the console ended while it was being sent")
                .param("place", place.key())
                .update();
    }

    /**
     * @param at from when on nothing that has ended meanwhile is left out of what is sent
     * @param holder of the lease
     * @return whether it may leave; not if another instance watches now, or has sent it
     */
    boolean trying(Due due, String place, Instant at, String holder) {
        return jdbc.sql("UPDATE alert_notice SET status = 'sending', attempts = attempts + 1, tried_at = :now" + one()
                                + " AND status = 'pending'" + ifWatching())
                        .param("holder", holder)
                        .param("now", at.toEpochMilli())
                        .param("id", due.messageId())
                        .param("place", place)
                        .update()
                == 1;
    }

    /** What was sent before it could be written here. */
    void wasSent(String messageId, String place, Instant at) {
        jdbc.sql("UPDATE alert_notice SET status = 'sent', attempts = 1, tried_at = :at, sent_at = :at" + one())
                .param("at", at.toEpochMilli())
                .param("id", messageId)
                .param("place", place)
                .update();
    }

    /** Nobody knows whether it is there, and it would stand there twice. */
    void unclear(String messageId, String place, String error) {
        jdbc.sql("UPDATE alert_notice SET status = 'unclear', error = :error" + one())
                .param("error", error)
                .param("id", messageId)
                .param("place", place)
                .update();
    }

    /** Whether this place is still to be told all of them by newer messages than this one. */
    boolean isRepeated(Due due, String place, Collection<AlertEpisode> about) {
        return about.stream()
                .allMatch(episode -> jdbc.sql("""
                        SELECT count(*) FROM alert_notice n
                        JOIN alert_message_item i ON i.message_id = n.message_id
                        JOIN alert_message m ON m.id = n.message_id
                        WHERE i.alert_id = :alert AND n.place = :place AND n.status = 'pending'
                          AND m.kind <> 'ended' AND n.made_at > :made""")
                                .param("alert", episode.id())
                                .param("place", place)
                                .param("made", due.madeAt().toEpochMilli())
                                .query(Long.class)
                                .single()
                        > 0);
    }

    void sent(String messageId, String place) {
        jdbc.sql("UPDATE alert_notice SET status = 'sent', sent_at = :now, error = NULL" + one())
                .param("now", clock.millis())
                .param("id", messageId)
                .param("place", place)
                .update();
    }

    void retry(String messageId, String place, String error, Instant next) {
        jdbc.sql("UPDATE alert_notice SET status = 'pending', error = :error, next_at = :next" + one())
                .param("error", error)
                .param("next", next.toEpochMilli())
                .param("id", messageId)
                .param("place", place)
                .update();
    }

    /** @param status superseded or failed */
    void give(String messageId, String place, String status) {
        jdbc.sql("UPDATE alert_notice SET status = :status" + one())
                .param("status", status)
                .param("id", messageId)
                .param("place", place)
                .update();
    }

    /**
     * Whether this place was told of it. A message that was sent later than its end was noted has left it out; one that was sent
     * while it was no longer seen, but not yet over, has not.
     *
     * @param endNoted when the message of its end was made
     */
    boolean knows(String place, AlertEpisode episode, Instant endNoted) {
        return jdbc.sql("""
                        SELECT count(*) FROM alert_notice n
                        JOIN alert_message_item i ON i.message_id = n.message_id
                        JOIN alert_message m ON m.id = n.message_id
                        WHERE i.alert_id = :alert AND n.place = :place AND n.status IN ('sent', 'unclear')
                          AND m.kind <> 'ended' AND n.tried_at <= :noted""")
                        .param("alert", episode.id())
                        .param("place", place)
                        .param("noted", endNoted.toEpochMilli())
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** The newest first. */
    List<Sent> recent(int count) {
        return jdbc.sql("""
                        SELECT n.*, m.kind FROM alert_notice n JOIN alert_message m ON m.id = n.message_id
                        ORDER BY n.made_at DESC, n.message_id, n.place LIMIT :count""")
                .param("count", count)
                .query((row, n) -> new Sent(
                        row.getString("place"),
                        row.getString("kind"),
                        row.getString("status"),
                        row.getInt("attempts"),
                        Instant.ofEpochMilli(row.getLong("made_at")),
                        AlertTable.instant(row, "sent_at"),
                        row.getString("error"),
                        texts(row.getString("message_id"))))
                .list();
    }

    private String texts(String messageId) {
        return String.join(
                " · ", jdbc.sql("""
                                SELECT a.message FROM alert_message_item i JOIN alert a ON a.id = i.alert_id
                                WHERE i.message_id = :id ORDER BY a.urgent DESC, a.began_at, a.id""").param("id", messageId).query(String.class).list());
    }

    private static String ifWatching() {
        return " AND EXISTS (SELECT 1 FROM alert_watch WHERE name = 'watch' AND holder = :holder)";
    }

    private static String one() {
        return " WHERE message_id = :id AND place = :place";
    }
}
