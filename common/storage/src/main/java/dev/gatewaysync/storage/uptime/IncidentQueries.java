package dev.gatewaysync.storage.uptime;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Times when the main app did not do, as the uptime check found them. */
public final class IncidentQueries {
    private final JdbcClient jdbc;

    public IncidentQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param status {@code offline} or {@code degraded}: the worst so far
     * @param reason for operators; it may name addresses that are nobody else's business
     * @param endedAt null while it lasts
     */
    public record Incident(
            String id,
            String status,
            String reason,
            Instant startedAt,
            @Nullable Instant endedAt) {
        static Incident of(ResultSet row) throws SQLException {
            long end = row.getLong("ended_at");
            boolean lasts = row.wasNull();
            return new Incident(
                    row.getString("id"),
                    row.getString("status"),
                    row.getString("reason"),
                    Instant.ofEpochMilli(row.getLong("started_at")),
                    lasts ? null : Instant.ofEpochMilli(end));
        }
    }

    /** Those that last or ended after {@code since}, the newest first; {@code most} at most. */
    public List<Incident> since(Instant since, int most) {
        return jdbc.sql("""
                        SELECT id, status, reason, started_at, ended_at FROM incident
                        WHERE ended_at IS NULL OR ended_at >= :since ORDER BY started_at DESC, id DESC LIMIT :most""")
                .param("since", since.toEpochMilli())
                .param("most", most)
                .query((row, n) -> Incident.of(row))
                .list();
    }
}
