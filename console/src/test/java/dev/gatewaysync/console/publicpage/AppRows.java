package dev.gatewaysync.console.publicpage;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes what sync-worker writes of the main app. */
public final class AppRows {
    private final JdbcClient jdbc;

    public AppRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param percent of a whole day that was known */
    public void day(Instant at, double percent) {
        long start = at.truncatedTo(ChronoUnit.DAYS).toEpochMilli();
        long known = Duration.ofDays(1).toMillis();
        long up = Math.round(known * percent / 100);
        jdbc.sql("INSERT INTO uptime_day VALUES (?, ?, ?, 1, 1, 1, 1)")
                .params(start, known, up)
                .update();
        jdbc.sql("INSERT INTO uptime_hour VALUES (?, ?, ?, 1, 1, 1, 1)")
                .params(start, known, up)
                .update();
    }

    public void check(Instant at) {
        jdbc.sql("INSERT INTO uptime_sample (at, state, covers_ms) VALUES (?, 'up', 180000)")
                .params(at.toEpochMilli())
                .update();
    }

    public void incident(String id, String status, String reason, Instant start, @Nullable Instant end) {
        jdbc.sql("INSERT INTO incident (id, status, reason, started_at, ended_at, is_open) VALUES (?, ?, ?, ?, ?, ?)")
                .param(id)
                .param(status)
                .param(reason)
                .param(start.toEpochMilli())
                .param(end == null ? null : end.toEpochMilli())
                .param(end == null ? 1 : null)
                .update();
    }

    /** @param data of the event, as JSON */
    public void maintenance(String id, Instant at, String data) {
        jdbc.sql("""
                        INSERT INTO event (id, type, source, category, priority, description, occurred_at, received_at,
                                           recorded_at, details)
                        VALUES (?, 'maintenance', 'main-app', 'maintenance', 'high', 'm', ?, ?, ?, ?)""")
                .params(id, at.toEpochMilli(), at.toEpochMilli(), at.toEpochMilli(), data)
                .update();
    }

    public void counted(long resources, long categories, Instant at) {
        jdbc.sql("INSERT INTO statistics (source, at, resource_count, category_count) VALUES ('counted', ?, ?, ?)")
                .params(at.toEpochMilli(), resources, categories)
                .update();
    }
}
