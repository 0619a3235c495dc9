package dev.gatewaysync.storage.operator;

import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.storage.RowClaims;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/**
 * What operators ask of services through the database, so that it works wherever the services run, survives their
 * restart, and is done by one of several instances. A request is worked on at least once: if its holder dies, another
 * takes it over after {@link #CLAIM}, but one that was begun {@value #MAX_TRIES} times without an end is given up, for it may
 * be what its holders died of. Arguments are kept until the request is finished.
 */
public final class OperatorRequests {
    /** How long a taken request stays with its holder without a {@link #progress} of it. */
    public static final Duration CLAIM = Duration.ofSeconds(60);

    /** How often work on a request is begun. */
    public static final int MAX_TRIES = 2;

    private static final String NO_ARGUMENTS = "{}";

    private static final String SELECT = """
            SELECT r.*, a.started_at, a.progress, a.message, a.finished_at, a.outcome, a.result
            FROM operator_request r LEFT JOIN operator_answer a ON a.request_id = r.id
            """;

    /** Neither arguments nor results, which may be long. */
    private static final String LIST = """
            SELECT r.id, r.service, r.kind, '{}' AS arguments, r.requested_by, r.requested_at, a.started_at, a.progress,
              a.message, a.finished_at, a.outcome, NULL AS result
            FROM operator_request r LEFT JOIN operator_answer a ON a.request_id = r.id
            """;

    private final JdbcClient jdbc;
    private final InstantSource clock;
    private final RowClaims rowClaims;

    public OperatorRequests(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.rowClaims = new RowClaims(
                jdbc, clock, CLAIM, new RowClaims.Table("operator_answer", "request_id", "finished_at IS NULL"));
    }

    /** @return the request's id */
    public String submit(String service, String kind, JsonNode arguments, String requestedBy) {
        String id = UUID.randomUUID().toString();
        jdbc.sql("""
                        INSERT INTO operator_request (id, service, kind, arguments, requested_by, requested_at)
                        VALUES (:id, :service, :kind, :arguments, :by, :at)""")
                .param("id", id)
                .param("service", service)
                .param("kind", kind)
                .param("arguments", arguments.toString())
                .param("by", requestedBy)
                .param("at", clock.instant().toEpochMilli())
                .update();
        return id;
    }

    public Optional<OperatorRequest> find(String id) {
        return jdbc.sql(SELECT + "WHERE r.id = :id")
                .param("id", id)
                .query((row, n) -> request(row))
                .optional();
    }

    /** The newest first, without their arguments and results. */
    public List<OperatorRequest> recent(String service, int count) {
        return jdbc.sql(LIST + "WHERE r.service = :service ORDER BY r.requested_at DESC, r.id LIMIT :count")
                .param("service", service)
                .param("count", count)
                .query((row, n) -> request(row))
                .list();
    }

    /**
     * Takes the oldest request that nobody works on. Those that were begun too often are finished on the way, as failed.
     *
     * @param holder tells this instance from the others
     */
    public Optional<OperatorRequest> take(String service, String holder) {
        long now = clock.instant().toEpochMilli();
        List<String> free = jdbc.sql("""
                        SELECT r.id FROM operator_request r LEFT JOIN operator_answer a ON a.request_id = r.id
                        WHERE r.service = :service AND (a.request_id IS NULL
                          OR (a.finished_at IS NULL AND a.claimed_until < :now))
                        ORDER BY r.requested_at, r.id""")
                .param("service", service)
                .param("now", now)
                .query(String.class)
                .list();
        return free.stream()
                .filter(id -> claim(id, holder, now))
                .filter(id -> begin(id, holder))
                .findFirst()
                .flatMap(this::find);
    }

    /** False if it was begun too often: then it is finished. */
    private boolean begin(String id, String holder) {
        int begun = jdbc.sql("UPDATE operator_answer SET tries = tries + 1 WHERE request_id = :id AND holder = :holder"
                        + " RETURNING tries")
                .param("id", id)
                .param("holder", holder)
                .query(Integer.class)
                .optional()
                .orElse(1);
        if (begun <= MAX_TRIES) {
            return true;
        }
        fail(
                id,
                holder,
                "It was begun " + MAX_TRIES + " times, and each time its service ended before it did;"
                        + " it is not begun again. See the service's log, then ask anew");
        return false;
    }

    /**
     * Deletes what was finished before this time.
     *
     * @return how many
     */
    public int deleteFinishedBefore(Instant time) {
        jdbc.sql("""
                        DELETE FROM operator_request WHERE id IN (
                          SELECT request_id FROM operator_answer WHERE finished_at < :time)""").param("time", time.toEpochMilli()).update();
        return jdbc.sql("DELETE FROM operator_answer WHERE finished_at < :time")
                .param("time", time.toEpochMilli())
                .update();
    }

    /**
     * Says how far it is, and keeps it.
     *
     * @return whether the request still belongs to {@code holder}; if not, the work must stop
     */
    public boolean progress(String id, String holder, int progress, String message) {
        return rowClaims.keep(id, holder, Map.of("progress", Math.clamp(progress, 0, 100), "message", message));
    }

    public void succeed(String id, String holder, String message, @Nullable JsonNode result) {
        finish(id, holder, "success", message, result);
    }

    public void fail(String id, String holder, String message) {
        finish(id, holder, "failed", message, null);
    }

    /** @param outcome success, or in a word what else came of it: failed, suspicious, partial */
    public void finish(String id, String holder, String outcome, String message, @Nullable JsonNode result) {
        int finished = jdbc.sql("""
                        UPDATE operator_answer SET finished_at = :at, outcome = :outcome, message = :message,
                          result = :result, progress = CASE WHEN :outcome = 'failed' THEN progress ELSE 100 END
                        WHERE request_id = :id AND holder = :holder AND finished_at IS NULL""")
                .param("at", clock.instant().toEpochMilli())
                .param("outcome", outcome)
                .param("message", message)
                .param("result", result == null ? null : result.toString())
                .param("id", id)
                .param("holder", holder)
                .update();
        if (finished == 1) {
            jdbc.sql("UPDATE operator_request SET arguments = :none WHERE id = :id AND arguments <> :none")
                    .param("none", NO_ARGUMENTS)
                    .param("id", id)
                    .update();
        }
    }

    private boolean claim(String id, String holder, long now) {
        // Something to claim; an answer that somebody has begun stays as it is.
        jdbc.sql("""
                        INSERT INTO operator_answer (request_id, holder, claimed_until, started_at, progress, message)
                        VALUES (:id, '', 0, :now, 0, 'started') ON CONFLICT (request_id) DO NOTHING""").param("id", id).param("now", now).update();
        return rowClaims.take(id, holder);
    }

    private static OperatorRequest request(ResultSet row) throws SQLException {
        long startedAt = row.getLong("started_at");
        boolean taken = !row.wasNull();
        return new OperatorRequest(
                row.getString("id"),
                row.getString("service"),
                row.getString("kind"),
                EventJson.mapper().readTree(row.getString("arguments")),
                row.getString("requested_by"),
                Instant.ofEpochMilli(row.getLong("requested_at")),
                taken ? answer(row, startedAt) : null);
    }

    private static OperatorRequest.Answer answer(ResultSet row, long startedAt) throws SQLException {
        long finishedAt = row.getLong("finished_at");
        boolean finished = !row.wasNull();
        String result = row.getString("result");
        return new OperatorRequest.Answer(
                Instant.ofEpochMilli(startedAt),
                row.getInt("progress"),
                row.getString("message"),
                finished ? Instant.ofEpochMilli(finishedAt) : null,
                row.getString("outcome"),
                result == null ? null : EventJson.mapper().readTree(result));
    }
}
