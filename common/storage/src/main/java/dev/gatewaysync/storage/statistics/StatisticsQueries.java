package dev.gatewaysync.storage.statistics;

import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.storage.ListOrder;
import dev.gatewaysync.storage.uptime.UptimeQueries;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Reads the statistics from the tables that the sync-worker keeps. */
public final class StatisticsQueries {
    private final JdbcClient jdbc;
    private final InstantSource clock;
    private final UptimeQueries uptime;

    public StatisticsQueries(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.uptime = new UptimeQueries(jdbc, clock);
    }

    public Statistics now() {
        Optional<Row> reported = row("reported");
        Optional<Row> counted = row("counted");
        List<Statistics.Category> categories = categories();
        Optional<Row> latest = latest(reported, counted);
        return new Statistics(
                latest.map(Row::resourceCount)
                        .orElse(counted.map(Row::resourceCount).orElse(null)),
                latest.map(Row::categoryCount)
                        .orElse(counted.map(Row::categoryCount).orElse(null)),
                reported.map(Row::totalUsers).orElse(null),
                reported.map(Row::otherStats).orElse(null),
                categories,
                reported.map(Row::numbers).orElse(null),
                counted.map(Row::numbers).orElse(null),
                drift(reported, counted, categories),
                updates(),
                uptime.appStatus(),
                uptime.uptime(),
                lastSync(),
                latest.map(Row::at).orElse(null));
    }

    /** The highest that was passed; empty before the first number is known. */
    public Optional<Long> lastMilestone() {
        return jdbc.sql("SELECT milestone FROM milestone ORDER BY milestone DESC LIMIT 1")
                .query(Long.class)
                .optional();
    }

    /** Events accepted since then, by minutes since 1970. */
    public Map<Long, Long> eventsByMinute(Instant since) {
        Map<Long, Long> counts = new HashMap<>();
        // The index is on the place in lists, which is never before the time of acceptance but for imports.
        jdbc.sql("SELECT received_at / 60000 AS minute, count(*) AS events FROM event WHERE " + ListOrder.PLACE
                        + " >= :since AND received_at >= :since GROUP BY received_at / 60000")
                .param("since", since.toEpochMilli())
                .query(row -> {
                    counts.put(row.getLong("minute"), row.getLong("events"));
                });
        return counts;
    }

    /** A count that the later side does not know is taken from the other. */
    private static Optional<Row> latest(Optional<Row> reported, Optional<Row> counted) {
        if (reported.isEmpty() || counted.isEmpty()) {
            return reported.or(() -> counted);
        }
        Row r = reported.get();
        Row c = counted.get();
        return Optional.of(r.at().isAfter(c.at()) ? r.completedBy(c) : c.completedBy(r));
    }

    private static Statistics.Drift drift(
            Optional<Row> reported, Optional<Row> counted, List<Statistics.Category> categories) {
        if (reported.isEmpty() || counted.isEmpty()) {
            return new Statistics.Drift(0, 0);
        }
        long unreadable = categories.stream()
                .filter(category -> category.problem() != null)
                .count();
        return new Statistics.Drift(
                difference(reported.get().resourceCount(), counted.get().resourceCount()),
                difference(reported.get().categoryCount(), counted.get().categoryCount()) + unreadable);
    }

    private static long difference(@Nullable Long claimed, @Nullable Long found) {
        return claimed == null || found == null ? 0 : claimed - found;
    }

    private Optional<Row> row(String source) {
        return jdbc.sql("SELECT * FROM statistics WHERE source = :source")
                .param("source", source)
                .query((row, n) -> Row.of(row))
                .optional();
    }

    private List<Statistics.Category> categories() {
        return jdbc.sql("""
                        SELECT c.id, c.name, c.emoji, c.problem,
                               (SELECT count(*) FROM catalog_resource r WHERE r.category_id = c.id) AS resources
                        FROM catalog_category c ORDER BY c.position, c.id""")
                .query((row, n) -> new Statistics.Category(
                        row.getString("id"),
                        row.getString("name"),
                        row.getString("emoji"),
                        row.getLong("resources"),
                        row.getString("problem")))
                .list();
    }

    private Statistics.Updates updates() {
        Map<String, Long> byType = new TreeMap<>();
        jdbc.sql("SELECT type, total FROM event_count").query(row -> {
            byType.put(row.getString("type"), row.getLong("total"));
        });
        long last24h = jdbc.sql(
                        "SELECT count(*) FROM event WHERE " + ListOrder.PLACE + " > :since AND received_at > :since")
                .param("since", clock.instant().minus(Duration.ofHours(24)).toEpochMilli())
                .query(Long.class)
                .single();
        long total = byType.values().stream().mapToLong(Long::longValue).sum();
        return new Statistics.Updates(total, last24h, byType);
    }

    private Map<String, Statistics.LastRun> lastSync() {
        Map<String, Statistics.LastRun> runs = new LinkedHashMap<>();
        for (String kind : List.of("quick", "full")) {
            jdbc.sql("""
                            SELECT started_at, finished_at, outcome FROM sync_run
                            WHERE kind = :kind AND finished_at IS NOT NULL ORDER BY started_at DESC LIMIT 1""")
                    .param("kind", kind)
                    .query((row, n) -> new Statistics.LastRun(
                            Instant.ofEpochMilli(row.getLong("finished_at")),
                            row.getLong("finished_at") - row.getLong("started_at"),
                            row.getString("outcome")))
                    .optional()
                    .ifPresent(run -> runs.put(kind, run));
        }
        return runs;
    }

    private record Row(
            @Nullable Long resourceCount,
            @Nullable Long categoryCount,
            @Nullable Long totalUsers,
            @Nullable JsonNode otherStats,
            Instant at) {
        static Row of(ResultSet row) throws SQLException {
            String other = row.getString("other_stats");
            return new Row(
                    count(row, "resource_count"),
                    count(row, "category_count"),
                    count(row, "total_users"),
                    other == null ? null : EventJson.mapper().readTree(other),
                    Instant.ofEpochMilli(row.getLong("at")));
        }

        Row completedBy(Row other) {
            return new Row(
                    resourceCount == null ? other.resourceCount : resourceCount,
                    categoryCount == null ? other.categoryCount : categoryCount,
                    totalUsers,
                    otherStats,
                    at);
        }

        Statistics.Numbers numbers() {
            return new Statistics.Numbers(resourceCount, categoryCount, totalUsers, at);
        }

        private static @Nullable Long count(ResultSet row, String column) throws SQLException {
            long value = row.getLong(column);
            return row.wasNull() ? null : value;
        }
    }
}
