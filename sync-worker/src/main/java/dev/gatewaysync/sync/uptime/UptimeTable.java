package dev.gatewaysync.sync.uptime;

import dev.gatewaysync.storage.uptime.UptimeQueries;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Samples and their sums. */
@Component
class UptimeTable {
    static final long HOUR = Duration.ofHours(1).toMillis();
    static final long DAY = Duration.ofDays(1).toMillis();
    /** For the last hours in detail; what is older is in the sums. */
    static final Duration SAMPLES_KEPT = Duration.ofDays(8);
    /** Enough for 90 days; the days are kept forever. */
    static final Duration HOURS_KEPT = Duration.ofDays(100);

    private final JdbcTemplate jdbc;

    UptimeTable(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Up to when time is counted; locked until the transaction ends. */
    long lockCoveredUntil() {
        List<Long> covered = jdbc.query("""
                        INSERT INTO uptime_state (name, covered_until) VALUES (?, 0)
                        ON CONFLICT (name) DO UPDATE SET covered_until = uptime_state.covered_until
                        RETURNING covered_until""", (row, n) -> row.getLong(1), UptimeQueries.APP);
        return covered.get(0);
    }

    void coveredUntil(long until) {
        jdbc.update("UPDATE uptime_state SET covered_until = ? WHERE name = ?", until, UptimeQueries.APP);
    }

    /** The last ones made, the newest first, whatever their clocks said. */
    List<UptimeSample> last(int count) {
        return jdbc.query(
                "SELECT * FROM uptime_sample ORDER BY seq DESC LIMIT " + count,
                (row, n) -> new UptimeSample(
                        Instant.ofEpochMilli(row.getLong("at")),
                        AppState.ofWireName(row.getString("state")),
                        row.getString("quiet"),
                        row.getString("problem"),
                        Duration.ofMillis(row.getLong("covers_ms"))));
    }

    /** What was seen last speaks for no longer than until now, because no other look will follow it. */
    void nobodyLooks(Instant now) {
        long at = now.toEpochMilli();
        jdbc.update("""
                UPDATE uptime_sample SET covers_ms = ? - at
                WHERE seq = (SELECT max(seq) FROM uptime_sample) AND at <= ? AND at + covers_ms > ?""", at, at, at);
    }

    Optional<Long> lastResponseMillis() {
        return jdbc
                .query("SELECT response_ms FROM uptime_sample ORDER BY seq DESC LIMIT 1", (row, n) -> {
                    long millis = row.getLong(1);
                    return row.wasNull() ? -1L : millis;
                })
                .stream()
                .filter(millis -> millis >= 0)
                .findFirst();
    }

    void add(UptimeSample uptimeSample, CheckResult result) {
        Long response =
                result.response() == null ? null : (Long) result.response().toMillis();
        long at = uptimeSample.at().toEpochMilli();
        jdbc.update(
                """
                INSERT INTO uptime_sample (at, state, quiet, http_status, response_ms, problem, covers_ms)
                VALUES (?, ?, ?, ?, ?, ?, ?)""",
                at,
                uptimeSample.state().wireName(),
                uptimeSample.quiet(),
                result.status(),
                response,
                uptimeSample.problem(),
                uptimeSample.covers().toMillis());
        sum("uptime_hour", Math.floorDiv(at, HOUR) * HOUR, 0, 0, 1, response);
        sum("uptime_day", Math.floorDiv(at, DAY) * DAY, 0, 0, 1, response);
    }

    void addTime(Coverage coverage, boolean up) {
        coverage.by(HOUR).forEach(piece -> addTime("uptime_hour", piece, up));
        coverage.by(DAY).forEach(piece -> addTime("uptime_day", piece, up));
    }

    void forgetOld(Instant now) {
        jdbc.update(
                "DELETE FROM uptime_sample WHERE at < ?",
                now.minus(SAMPLES_KEPT).toEpochMilli());
        jdbc.update(
                "DELETE FROM uptime_hour WHERE start_at < ?",
                now.minus(HOURS_KEPT).toEpochMilli());
    }

    private void addTime(String table, Coverage.Piece piece, boolean up) {
        sum(table, piece.start(), piece.millis(), up ? piece.millis() : 0, 0, null);
    }

    private void sum(String table, long start, long known, long up, int checks, @Nullable Long response) {
        jdbc.update(
                """
                INSERT INTO %1$s (start_at, known_ms, up_ms, checks, responses, response_ms_sum, response_ms_max)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (start_at) DO UPDATE SET known_ms = %1$s.known_ms + excluded.known_ms,
                  up_ms = %1$s.up_ms + excluded.up_ms, checks = %1$s.checks + excluded.checks,
                  responses = %1$s.responses + excluded.responses,
                  response_ms_sum = %1$s.response_ms_sum + excluded.response_ms_sum,
                  response_ms_max = CASE WHEN excluded.response_ms_max > %1$s.response_ms_max
                    THEN excluded.response_ms_max ELSE %1$s.response_ms_max END""".formatted(table),
                start,
                known,
                up,
                checks,
                response == null ? 0 : 1,
                response == null ? 0 : response,
                response == null ? 0 : response);
    }
}
