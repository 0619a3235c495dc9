package dev.gatewaysync.sync.catalog;

import dev.gatewaysync.events.EventJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Every execution of a sync, from its start. */
@Component
public final class SyncRuns {
    private static final String RUNNING = "running";
    private static final String INTERRUPTED = "its worker stopped before the end";

    private final JdbcTemplate jdbc;

    SyncRuns(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    void started(String id, SyncKind kind, String trigger, Instant at) {
        jdbc.update("""
                INSERT INTO sync_run (id, kind, trigger_name, started_at, outcome, added, updated, removed, requests,
                  not_modified, bytes, problems) VALUES (?, ?, ?, ?, ?, 0, 0, 0, 0, 0, 0, '[]')""", id, kind.wireName(), trigger, at.toEpochMilli(), RUNNING);
    }

    void finished(SyncResult result) {
        jdbc.update(
                """
                UPDATE sync_run SET finished_at = ?, outcome = ?, reason = ?, added = ?, updated = ?, removed = ?,
                  requests = ?, not_modified = ?, bytes = ?, problems = ? WHERE id = ?""",
                result.startedAt().plus(result.duration()).toEpochMilli(),
                result.outcome().wireName(),
                result.reason(),
                result.added(),
                result.updated(),
                result.removed(),
                result.requests(),
                result.notModified(),
                result.bytes(),
                EventJson.mapper().writeValueAsString(result.problems()),
                result.runId());
    }

    /** Ends the runs whose worker died; to be called by the one who holds the lock of all runs. */
    public void endInterrupted(Instant at) {
        jdbc.update(
                "UPDATE sync_run SET finished_at = ?, outcome = 'failed', reason = ? WHERE finished_at IS NULL",
                at.toEpochMilli(),
                INTERRUPTED);
    }

    /** The run that is going on now, if any; a worker that died leaves one as well. */
    public Optional<String> running() {
        return jdbc
                .queryForList(
                        "SELECT id FROM sync_run WHERE finished_at IS NULL ORDER BY started_at DESC LIMIT 1",
                        String.class)
                .stream()
                .findFirst();
    }

    /** The run's result once it has finished; without its lines, which only its own worker knows. */
    public Optional<SyncResult> result(String id) {
        return jdbc
                .query("SELECT * FROM sync_run WHERE id = ? AND finished_at IS NOT NULL", (row, n) -> result(row), id)
                .stream()
                .findFirst();
    }

    /** When the last run of this kind ended, however it ended; a full run is a quick one as well. */
    public Optional<Instant> lastFinished(SyncKind kind) {
        return last(kind, "finished_at IS NOT NULL");
    }

    /** When the last good run of this kind ended; a full run is a quick one as well. */
    public Optional<Instant> lastGood(SyncKind kind) {
        return last(kind, "outcome IN ('success', 'partial')");
    }

    /** When the first run of any kind was begun. */
    public Optional<Instant> firstStarted() {
        Long at = jdbc.queryForObject("SELECT min(started_at) FROM sync_run", Long.class);
        return Optional.ofNullable(at).map(Instant::ofEpochMilli);
    }

    /** How the last run of any kind ended that came to its end. */
    Optional<SyncOutcome> lastOutcome() {
        return jdbc.queryForList("""
                        SELECT outcome FROM sync_run
                        WHERE finished_at IS NOT NULL AND (reason IS NULL OR reason <> ?)
                        ORDER BY finished_at DESC, id DESC LIMIT 1""", String.class, INTERRUPTED).stream()
                .map(SyncOutcome::ofWireName)
                .findFirst();
    }

    private Optional<Instant> last(SyncKind kind, String condition) {
        String kinds = kind == SyncKind.FULL ? "kind = 'full'" : "kind IN ('quick', 'full')";
        Long at = jdbc.queryForObject(
                "SELECT max(finished_at) FROM sync_run WHERE " + kinds + " AND " + condition, Long.class);
        return Optional.ofNullable(at).map(Instant::ofEpochMilli);
    }

    private SyncResult result(ResultSet row) throws SQLException {
        Instant started = Instant.ofEpochMilli(row.getLong("started_at"));
        return new SyncResult(
                row.getString("id"),
                SyncKind.ofWireName(row.getString("kind")),
                row.getString("trigger_name"),
                SyncOutcome.ofWireName(row.getString("outcome")),
                row.getString("reason"),
                false,
                started,
                Duration.between(started, Instant.ofEpochMilli(row.getLong("finished_at"))),
                row.getLong("added"),
                row.getLong("updated"),
                row.getLong("removed"),
                count("catalog_resource"),
                count("catalog_category"),
                row.getLong("requests"),
                row.getLong("not_modified"),
                row.getLong("bytes"),
                Arrays.asList(EventJson.mapper().readValue(row.getString("problems"), String[].class)),
                List.of());
    }

    private long count(String table) {
        @Nullable Long count = jdbc.queryForObject("SELECT count(*) FROM " + table, Long.class);
        return count == null ? 0 : count;
    }
}
