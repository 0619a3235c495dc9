package dev.gatewaysync.discord.serverevent;

import dev.gatewaysync.discord.leader.LeaderLease;
import dev.gatewaysync.discord.serverevent.ServerEvent.Wanted;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The table {@code server_event}. */
@Component
final class ServerEventTable {
    private static final Duration KEPT = Duration.ofDays(30);
    private static final String OPEN = "wanted IN ('scheduled', 'active') AND end_at > :now";
    private static final int AT_ONCE = 20;

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final LeaderLease leaderLease;
    private final InstantSource clock;

    ServerEventTable(JdbcClient jdbc, TransactionTemplate transactions, LeaderLease leaderLease, InstantSource clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.leaderLease = leaderLease;
        this.clock = clock;
    }

    /** The one that is not over of the maintenance with this id. */
    Optional<ServerEvent> open(String maintenanceId) {
        return one("maintenance_id = :id AND " + OPEN + " ORDER BY created_at DESC", maintenanceId);
    }

    /** Those that are not over, the one that was spoken of last first. */
    List<ServerEvent> open() {
        return jdbc.sql("SELECT * FROM server_event WHERE " + OPEN + " ORDER BY updated_at DESC LIMIT 100")
                .param("now", clock.millis())
                .query((row, n) -> read(row))
                .list();
    }

    private Optional<ServerEvent> one(String condition, String id) {
        return jdbc.sql("SELECT * FROM server_event WHERE " + condition + " LIMIT 1")
                .param("id", id)
                .param("now", clock.millis())
                .query((row, n) -> read(row))
                .optional();
    }

    void insert(ServerEvent event, @Nullable String maintenanceId) {
        jdbc.sql("""
                        INSERT INTO server_event (id, maintenance_id, sign, wanted, message, start_at, end_at, created_at,
                                                  updated_at)
                        VALUES (:id, :maintenance, :sign, :wanted, :message, :start, :end, :now, :now)""")
                .param("id", event.id())
                .param("maintenance", maintenanceId)
                .param("sign", event.sign())
                .param("wanted", event.wanted().stored())
                .param("message", event.message())
                .param("start", event.start().toEpochMilli())
                .param("end", event.end().toEpochMilli())
                .param("now", clock.millis())
                .update();
        jdbc.sql("DELETE FROM server_event WHERE settled = 1 AND updated_at < :before")
                .param("before", clock.millis() - KEPT.toMillis())
                .update();
    }

    /** More was said of it. */
    void said(String id, Wanted wanted, String message, Instant start, Instant end) {
        jdbc.sql("""
                        UPDATE server_event SET wanted = :wanted, message = :message, start_at = :start, end_at = :end,
                               version = version + 1, settled = 0, tries = 0, try_at = 0, updated_at = :now
                        WHERE id = :id""")
                .param("wanted", wanted.stored())
                .param("message", message)
                .param("start", start.toEpochMilli())
                .param("end", end.toEpochMilli())
                .param("now", clock.millis())
                .param("id", id)
                .update();
    }

    /** Those that Discord does not show yet as they are, and may be tried now. */
    List<ServerEvent> due() {
        return jdbc.sql("SELECT * FROM server_event WHERE settled = 0 AND try_at <= :now ORDER BY created_at LIMIT "
                        + AT_ONCE)
                .param("now", clock.millis())
                .query((row, n) -> read(row))
                .list();
    }

    /**
     * Notes, before the request, that Discord is asked to make it.
     *
     * @return false if another instance is the active one: then nothing must be asked
     */
    boolean asked(ServerEvent event) {
        return Boolean.TRUE.equals(transactions.execute(status -> leaderLease.isHeldInDatabase()
                && jdbc.sql("UPDATE server_event SET asked_at = :now, looks = 0 WHERE id = :id AND discord_id IS NULL")
                                .param("now", clock.millis())
                                .param("id", event.id())
                                .update()
                        == 1));
    }

    /** It is certain that Discord has not made it. */
    void notMade(ServerEvent event) {
        jdbc.sql("UPDATE server_event SET asked_at = NULL WHERE id = :id")
                .param("id", event.id())
                .update();
    }

    /** It was looked for, and was not there. */
    void looked(ServerEvent event) {
        jdbc.sql("UPDATE server_event SET looks = looks + 1 WHERE id = :id")
                .param("id", event.id())
                .update();
    }

    /** What has been asked of Discord may still be done: that is looked for after {@code wait}, over restarts. */
    void lookLater(ServerEvent event, int looks, Duration wait) {
        jdbc.sql("UPDATE server_event SET looks = :looks, look_at = :at WHERE id = :id")
                .param("looks", looks)
                .param("at", clock.millis() + wait.toMillis())
                .param("id", event.id())
                .update();
    }

    /** Nothing more is expected of what was asked. */
    void lookNoMore(ServerEvent event) {
        jdbc.sql("UPDATE server_event SET looks = 0, look_at = NULL WHERE id = :id")
                .param("id", event.id())
                .update();
    }

    /** Whether this instance still leads, and the event that is kept is still this one; null for none. */
    boolean stillHas(ServerEvent event, @Nullable String discordId) {
        return leaderLease.isHeldInDatabase()
                && Objects.equals(
                        discordId,
                        jdbc.sql("SELECT discord_id FROM server_event WHERE id = :id")
                                .param("id", event.id())
                                .query((row, n) -> Optional.ofNullable(row.getString("discord_id")))
                                .optional()
                                .flatMap(id -> id)
                                .orElse(null));
    }

    /** Those of which Discord may have done more than it has answered, and that are to be looked for now. */
    List<ServerEvent> doubtful() {
        return jdbc.sql("SELECT * FROM server_event WHERE look_at <= :now ORDER BY look_at LIMIT " + AT_ONCE)
                .param("now", clock.millis())
                .query((row, n) -> read(row))
                .list();
    }

    /** Discord shows something else than was last said. */
    void notShown(ServerEvent event) {
        jdbc.sql("UPDATE server_event SET settled = 0, tries = 0, try_at = 0 WHERE id = :id")
                .param("id", event.id())
                .update();
    }

    /** Notes, before the request, that Discord is asked to end it for another one to be made in its place. */
    void ending(ServerEvent event) {
        jdbc.sql("UPDATE server_event SET asked_at = :now WHERE id = :id")
                .param("now", clock.millis())
                .param("id", event.id())
                .update();
    }

    /** @param isShown whether nothing is left to say of it */
    void made(ServerEvent event, String discordId, boolean isShown) {
        jdbc.sql("""
                        UPDATE server_event SET discord_id = :discord, asked_at = NULL, tries = 0, try_at = 0, error = NULL,
                               settled = CASE WHEN version = :version THEN :settled ELSE 0 END WHERE id = :id""")
                .param("discord", discordId)
                .param("version", event.version())
                .param("settled", isShown ? 1 : 0)
                .param("id", event.id())
                .update();
    }

    /** Discord's event is over, and another one is to be made in its place. */
    void forget(ServerEvent event) {
        jdbc.sql("UPDATE server_event SET discord_id = NULL, asked_at = NULL, looks = 0 WHERE id = :id")
                .param("id", event.id())
                .update();
    }

    /**
     * Nothing is left to do, unless more has been said meanwhile.
     *
     * @param error why it is not as it should be; null if it is
     */
    void settle(ServerEvent event, @Nullable String error) {
        jdbc.sql("UPDATE server_event SET settled = 1, error = :error, tries = 0 WHERE id = :id AND version = :version")
                .param("error", error)
                .param("id", event.id())
                .param("version", event.version())
                .update();
    }

    void tryAgain(ServerEvent event, Duration after, String error) {
        jdbc.sql("""
                        UPDATE server_event SET tries = tries + 1, try_at = :at, error = :error
                        WHERE id = :id AND version = :version""")
                .param("at", clock.millis() + after.toMillis())
                .param("error", error)
                .param("id", event.id())
                .param("version", event.version())
                .update();
    }

    /** What waits is tried at once. */
    void tryNow() {
        jdbc.sql("UPDATE server_event SET try_at = 0 WHERE settled = 0").update();
    }

    private static ServerEvent read(ResultSet row) throws SQLException {
        long asked = row.getLong("asked_at");
        Instant askedAt = row.wasNull() ? null : Instant.ofEpochMilli(asked);
        return new ServerEvent(
                row.getString("id"),
                row.getString("sign"),
                Wanted.of(Objects.requireNonNull(row.getString("wanted"))),
                row.getString("message"),
                Instant.ofEpochMilli(row.getLong("start_at")),
                Instant.ofEpochMilli(row.getLong("end_at")),
                row.getString("discord_id"),
                askedAt,
                row.getInt("looks"),
                row.getLong("version"),
                row.getInt("tries"));
    }
}
