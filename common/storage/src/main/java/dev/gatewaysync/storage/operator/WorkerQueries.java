package dev.gatewaysync.storage.operator;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.gatewaysync.events.EventJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads what the sync-worker keeps for people to see: backups, schedules, and what came of the syncs they asked for. */
public final class WorkerQueries {
    private final JdbcClient jdbc;

    public WorkerQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param outcome what its last verification said */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Backup(
            String file,
            Instant createdAt,
            long sizeBytes,
            String sha256,
            long updates,
            @Nullable Instant verifiedAt,
            @Nullable String outcome) {}

    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Schedule(
            String name,
            boolean paused,
            @Nullable Instant lastRunAt,
            @Nullable Instant nextRunAt) {}

    /**
     * @param runId a run's, or a word that says why there is none
     * @param run null if there is none of that id
     */
    public record SyncAnswer(String runId, @Nullable SyncRun run) {}

    /**
     * @param finishedAt null while it runs
     * @param problems in plain words
     */
    public record SyncRun(
            String kind,
            @Nullable String outcome,
            @Nullable String reason,
            long added,
            long updated,
            long removed,
            Instant startedAt,
            @Nullable Instant finishedAt,
            List<String> problems) {}

    /** The newest first. */
    public List<Backup> backups() {
        return jdbc.sql("SELECT * FROM backup ORDER BY created_at DESC LIMIT 200")
                .query((row, n) -> new Backup(
                        row.getString("file"),
                        Instant.ofEpochMilli(row.getLong("created_at")),
                        row.getLong("size_bytes"),
                        row.getString("sha256"),
                        row.getLong("updates"),
                        instant(row, "verified_at"),
                        row.getString("outcome")))
                .list();
    }

    public List<Schedule> schedules() {
        return jdbc.sql("SELECT * FROM schedule_state ORDER BY name")
                .query((row, n) -> new Schedule(
                        row.getString("name"),
                        row.getInt("paused") != 0,
                        instant(row, "last_run_at"),
                        instant(row, "next_run_at")))
                .list();
    }

    /** Empty until a worker has taken up what this event asks for. */
    public Optional<SyncAnswer> answerTo(String eventId) {
        return jdbc.sql("""
                        SELECT q.run_id, r.id AS run_exists, r.kind, r.outcome, r.reason, r.started_at, r.finished_at, r.added,
                               r.updated, r.removed, r.problems
                        FROM sync_request q LEFT JOIN sync_run r ON r.id = q.run_id
                        WHERE q.event_id = :id AND q.run_id IS NOT NULL""")
                .param("id", eventId)
                .query((row, n) ->
                        new SyncAnswer(row.getString("run_id"), row.getString("run_exists") == null ? null : run(row)))
                .optional();
    }

    private static SyncRun run(ResultSet row) throws SQLException {
        return new SyncRun(
                row.getString("kind"),
                row.getString("outcome"),
                row.getString("reason"),
                row.getLong("added"),
                row.getLong("updated"),
                row.getLong("removed"),
                Instant.ofEpochMilli(row.getLong("started_at")),
                instant(row, "finished_at"),
                Arrays.asList(EventJson.mapper().readValue(row.getString("problems"), String[].class)));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }
}
