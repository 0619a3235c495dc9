package dev.gatewaysync.console.request;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the worker keeps for operators to see: backups and schedules. Empty where it keeps none yet. */
@Component
public final class WorkerQueries {
    private final JdbcClient jdbc;

    WorkerQueries(JdbcClient jdbc) {
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

    /** The newest first. */
    public List<Backup> backups() {
        try {
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
        } catch (BadSqlGrammarException | UncategorizedSQLException e) {
            return List.of();
        }
    }

    public List<Schedule> schedules() {
        try {
            return jdbc.sql("SELECT * FROM schedule_state ORDER BY name")
                    .query((row, n) -> new Schedule(
                            row.getString("name"),
                            row.getInt("paused") != 0,
                            instant(row, "last_run_at"),
                            instant(row, "next_run_at")))
                    .list();
        } catch (BadSqlGrammarException | UncategorizedSQLException e) {
            return List.of();
        }
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }
}
