package dev.gatewaysync.console.alert;

import dev.gatewaysync.console.overview.Alert;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What was wrong, and of what operators were told; written by the one instance that watches. */
@Component
final class AlertTable {
    private final JdbcClient jdbc;
    private final InstantSource clock;

    AlertTable(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Those of which there may be something to tell. */
    List<AlertEpisode> open() {
        return jdbc.sql("SELECT * FROM alert WHERE end_told = 0 ORDER BY urgent DESC, began_at, id")
                .query((row, n) -> episode(row))
                .list();
    }

    /** The last to begin first. */
    List<AlertEpisode> recent(int count) {
        return jdbc.sql("SELECT * FROM alert ORDER BY began_at DESC, id LIMIT :count")
                .param("count", count)
                .query((row, n) -> episode(row))
                .list();
    }

    List<AlertEpisode> of(String messageId) {
        return jdbc.sql("""
                        SELECT a.* FROM alert_message_item i JOIN alert a ON a.id = i.alert_id
                        WHERE i.message_id = :message ORDER BY a.urgent DESC, a.began_at, a.id""")
                .param("message", messageId)
                .query((row, n) -> episode(row))
                .list();
    }

    /** @param since when it began, as far as anybody knows */
    void begin(Alert alert, Instant since, Instant firstSeen, @Nullable Instant told, String id) {
        jdbc.sql("""
                        INSERT INTO alert (id, rule, subject, urgent, message, began_at, first_seen_at, told_at, advice)
                        VALUES (:id, :rule, :subject, :urgent, :message, :began, :seen, :told, :advice)""")
                .param("id", id)
                .param("rule", alert.rule().id())
                .param("subject", alert.subject())
                .param("urgent", alert.urgent() ? 1 : 0)
                .param("message", alert.text())
                .param("began", since.toEpochMilli())
                .param("seen", firstSeen.toEpochMilli())
                .param("told", told == null ? null : told.toEpochMilli())
                .param("advice", ownAdvice(alert))
                .update();
    }

    /** It is still there. One that has become urgent is told of again, as if it had begun; once, however often it changes. */
    void seen(AlertEpisode episode, Alert alert) {
        boolean worse = alert.urgent() && !episode.urgent() && episode.toldAt() != null;
        if (episode.goneAt() != null
                || alert.urgent() != episode.urgent()
                || !alert.text().equals(episode.text())
                || !alert.advice().equals(episode.advice())) {
            jdbc.sql("UPDATE alert SET urgent = :urgent, message = :message, advice = :advice, gone_at = NULL,"
                            + " worse_at = coalesce(worse_at, :worse) WHERE id = :id")
                    .param("worse", worse ? clock.millis() : null, Types.BIGINT)
                    .param("urgent", alert.urgent() ? 1 : 0)
                    .param("message", alert.text())
                    .param("advice", ownAdvice(alert))
                    .param("id", episode.id())
                    .update();
        }
    }

    void gone(AlertEpisode episode) {
        jdbc.sql("UPDATE alert SET gone_at = :now WHERE id = :id")
                .param("now", clock.millis())
                .param("id", episode.id())
                .update();
    }

    void ended(AlertEpisode episode, Instant at) {
        jdbc.sql("UPDATE alert SET ended_at = :at WHERE id = :id")
                .param("at", at.toEpochMilli())
                .param("id", episode.id())
                .update();
    }

    void told(AlertEpisode episode) {
        jdbc.sql("UPDATE alert SET told_at = :now WHERE id = :id")
                .param("now", clock.millis())
                .param("id", episode.id())
                .update();
    }

    /** There is nothing more to tell. */
    void close(AlertEpisode episode) {
        jdbc.sql("UPDATE alert SET end_told = 1 WHERE id = :id")
                .param("id", episode.id())
                .update();
    }

    /** Of what is over and told. */
    void forgetBefore(Instant time) {
        long before = time.toEpochMilli();
        jdbc.sql("DELETE FROM alert WHERE end_told = 1 AND ended_at < :before")
                .param("before", before)
                .update();
        for (String table : List.of("alert_message_item", "alert_notice")) {
            jdbc.sql("DELETE FROM " + table
                            + " WHERE message_id IN (SELECT id FROM alert_message WHERE made_at < :before)")
                    .param("before", before)
                    .update();
        }
        jdbc.sql("DELETE FROM alert_message WHERE made_at < :before")
                .param("before", before)
                .update();
    }

    /** Until when operators want to hear nothing of it; empty if they do. */
    Optional<Instant> snoozedUntil(AlertEpisode episode) {
        return snoozes().stream()
                .filter(snooze -> snooze.covers(episode))
                .map(Snooze::until)
                .max(Instant::compareTo);
    }

    List<Snooze> snoozes() {
        return jdbc.sql("SELECT * FROM alert_snooze WHERE until_at > :now ORDER BY name")
                .param("now", clock.millis())
                .query((row, n) -> new Snooze(
                        row.getString("name"),
                        Instant.ofEpochMilli(row.getLong("until_at")),
                        row.getString("operator"),
                        row.getString("reason")))
                .list();
    }

    void snooze(String name, Duration time, String operator, @Nullable String reason) {
        jdbc.sql("""
                        INSERT INTO alert_snooze (name, until_at, operator, reason, at)
                        VALUES (:name, :until, :operator, :reason, :now)
                        ON CONFLICT (name) DO UPDATE SET until_at = excluded.until_at, operator = excluded.operator,
                          reason = excluded.reason, at = excluded.at""")
                .param("name", name)
                .param("until", clock.instant().plus(time).toEpochMilli())
                .param("operator", operator)
                .param("reason", reason)
                .param("now", clock.millis())
                .update();
    }

    /** @return whether it was snoozed */
    boolean unsnooze(String name) {
        return jdbc.sql("DELETE FROM alert_snooze WHERE name = :name AND until_at > :now")
                        .param("name", name)
                        .param("now", clock.millis())
                        .update()
                == 1;
    }

    private static @Nullable String ownAdvice(Alert alert) {
        return alert.advice().equals(alert.rule().advice()) ? null : alert.advice();
    }

    static String newId() {
        return UUID.randomUUID().toString();
    }

    private static AlertEpisode episode(ResultSet row) throws SQLException {
        return new AlertEpisode(
                row.getString("id"),
                row.getString("rule"),
                row.getString("subject"),
                row.getInt("urgent") != 0,
                row.getString("message"),
                Instant.ofEpochMilli(row.getLong("began_at")),
                Instant.ofEpochMilli(row.getLong("first_seen_at")),
                instant(row, "gone_at"),
                instant(row, "ended_at"),
                instant(row, "told_at"),
                instant(row, "worse_at"),
                row.getString("advice"));
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }
}
