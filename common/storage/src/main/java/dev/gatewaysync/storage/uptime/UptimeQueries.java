package dev.gatewaysync.storage.uptime;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How the main app is and has been. A share of time is up time by known time: hours in which nobody looked count for
 * nothing, and neither does a failure during maintenance. A window begins with the hour that holds its first moment.
 */
public final class UptimeQueries {
    /** The only one there is, so far. */
    public static final String APP = "main-app";

    private static final long HOUR = Duration.ofHours(1).toMillis();

    private final JdbcClient jdbc;
    private final MaintenanceQueries maintenance;
    private final InstantSource clock;

    public UptimeQueries(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.maintenance = new MaintenanceQueries(jdbc, clock);
        this.clock = clock;
    }

    /** {@code online}, {@code degraded}, {@code offline}, {@code maintenance}, or {@code unknown} if nobody has looked lately. */
    public String appStatus() {
        if (maintenance.isOn()) {
            return "maintenance";
        }
        Optional<Sample> last = last().filter(sample -> sample.isFresh(clock.millis()));
        if (last.isEmpty()) {
            return "unknown";
        }
        return jdbc.sql("SELECT status FROM incident WHERE is_open = 1")
                .query(String.class)
                .optional()
                .orElse("online");
    }

    /** Why the main app is not as it should be, as the open incident says; empty if there is none. */
    public Optional<String> incidentReason() {
        return jdbc.sql("SELECT reason FROM incident WHERE is_open = 1")
                .query(String.class)
                .optional();
    }

    /** When the open incident began; empty if there is none. */
    public Optional<Instant> incidentSince() {
        return jdbc.sql("SELECT started_at FROM incident WHERE is_open = 1")
                .query(Long.class)
                .optional()
                .map(Instant::ofEpochMilli);
    }

    /** When somebody looked last, whatever was seen; empty if never, or too long ago to be remembered. */
    public Optional<Instant> lastCheck() {
        return last().map(Sample::at);
    }

    /** In percent, down to a thousandth; 100 only if it was never away. */
    public Uptime uptime() {
        return new Uptime(percent(1), percent(7), percent(30));
    }

    /**
     * @param days length of the window
     * @return 0 to 100; null if nothing is known of it
     */
    public @Nullable Double percent(int days) {
        long now = clock.millis();
        long from = Math.floorDiv(now - Duration.ofDays(days).toMillis(), HOUR) * HOUR;
        long[] sums = jdbc.sql("""
                        SELECT COALESCE(SUM(known_ms), 0) AS known_ms, COALESCE(SUM(up_ms), 0) AS up_ms
                        FROM uptime_hour WHERE start_at >= :from AND start_at <= :now""")
                .param("from", from)
                .param("now", now)
                .query((row, n) -> new long[] {row.getLong("known_ms"), row.getLong("up_ms")})
                .single();
        Optional<Sample> last = last();
        long open = last.map(sample -> sample.openUntil(now) - Math.max(sample.openFrom(), from))
                .orElse(0L);
        if (open > 0 && last.get().counts()) {
            sums[0] += open;
            sums[1] += last.get().isUp() ? open : 0;
        }
        return sums[0] == 0 ? null : Math.floor(sums[1] * 100_000.0 / sums[0]) / 1000;
    }

    /**
     * The last days of UTC of which something is known, the oldest first.
     *
     * @param count most days
     */
    public List<Day> days(int count) {
        return jdbc.sql("""
                        SELECT start_at, known_ms, up_ms FROM uptime_day
                        WHERE known_ms > 0 AND start_at > :after ORDER BY start_at""")
                .param("after", clock.millis() - Duration.ofDays(count).toMillis())
                .query((row, n) -> new Day(
                        LocalDate.ofInstant(Instant.ofEpochMilli(row.getLong("start_at")), ZoneOffset.UTC),
                        Math.floor(row.getLong("up_ms") * 100_000.0 / row.getLong("known_ms")) / 1000))
                .list();
    }

    private Optional<Sample> last() {
        return jdbc.sql("""
                        SELECT s.*, (SELECT covered_until FROM uptime_state WHERE name = :app) AS covered_until
                        FROM uptime_sample s ORDER BY s.seq DESC LIMIT 1""").param("app", APP).query((row, n) -> Sample.of(row)).optional();
    }

    /** Percent; null if nothing is known of that time. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Uptime(
            @JsonProperty("24h") @Nullable Double day,
            @JsonProperty("7d") @Nullable Double week,
            @JsonProperty("30d") @Nullable Double month) {}

    /** @param percent 0 to 100 */
    public record Day(LocalDate date, double percent) {}

    private record Sample(Instant at, String state, boolean isInMaintenance, long coversMs, long coveredUntil) {
        static Sample of(ResultSet row) throws SQLException {
            return new Sample(
                    Instant.ofEpochMilli(row.getLong("at")),
                    row.getString("state"),
                    "maintenance".equals(row.getString("quiet")),
                    row.getLong("covers_ms"),
                    row.getLong("covered_until"));
        }

        boolean isUp() {
            return state.equals("up");
        }

        boolean counts() {
            return isUp() || !isInMaintenance;
        }

        boolean isFresh(long now) {
            return now <= at.toEpochMilli() + coversMs;
        }

        long openFrom() {
            return Math.max(at.toEpochMilli(), coveredUntil);
        }

        long openUntil(long now) {
            return Math.min(now, at.toEpochMilli() + coversMs);
        }
    }
}
