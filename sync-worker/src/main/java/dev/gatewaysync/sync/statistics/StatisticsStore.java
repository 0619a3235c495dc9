package dev.gatewaysync.sync.statistics;

import dev.gatewaysync.events.EventJson;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The rows {@code reported} and {@code counted}. */
@Component
final class StatisticsStore {
    static final String REPORTED = "reported";
    static final String COUNTED = "counted";

    private final JdbcTemplate jdbc;

    StatisticsStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** The reported numbers, locked until the transaction ends. */
    ReportedStatistics lockReported() {
        // An upsert that changes nothing locks the row on both databases, and makes the one to lock.
        List<@Nullable String> told = jdbc.query("""
                        INSERT INTO statistics (source, at) VALUES (?, 0)
                        ON CONFLICT (source) DO UPDATE SET at = statistics.at RETURNING told""", (row, n) -> row.getString(1), REPORTED);
        String json = told.isEmpty() ? null : told.get(0);
        return json == null
                ? ReportedStatistics.nothing()
                : EventJson.mapper().readValue(json, ReportedStatistics.class);
    }

    void writeReported(ReportedStatistics numbers) {
        ReportedStatistics.Told latest = Objects.requireNonNull(numbers.latest(), "Something was said");
        var other = numbers.otherStats();
        jdbc.update(
                """
                UPDATE statistics SET at = ?, resource_count = ?, category_count = ?, total_users = ?, other_stats = ?,
                  event_id = ?, told = ? WHERE source = ?""",
                latest.at(),
                numbers.number(ReportedStatistics.RESOURCES),
                numbers.number(ReportedStatistics.CATEGORIES),
                numbers.number(ReportedStatistics.USERS),
                other == null ? null : other.toString(),
                latest.by().startsWith(StatisticsKeeper.RUN) ? null : latest.by(),
                EventJson.mapper().writeValueAsString(numbers),
                REPORTED);
    }

    /** The time of the row changes only when a count does. */
    void writeCounted(long resources, long categories, long at) {
        jdbc.update("""
                INSERT INTO statistics (source, at, resource_count, category_count) VALUES (?, ?, ?, ?)
                ON CONFLICT (source) DO UPDATE SET at = excluded.at, resource_count = excluded.resource_count,
                  category_count = excluded.category_count
                WHERE statistics.resource_count <> excluded.resource_count
                   OR statistics.category_count <> excluded.category_count""", COUNTED, at, resources, categories);
    }

    /** The number of resources by the rule of the statistics view: the later word, or the only one. */
    @Nullable
    Long effectiveResources() {
        // At the same time the count wins over the claim, as in the view.
        List<Long> counts = jdbc.queryForList("""
                        SELECT resource_count FROM statistics
                        WHERE resource_count IS NOT NULL ORDER BY at DESC, source ASC LIMIT 1""", Long.class);
        return counts.isEmpty() ? null : counts.get(0);
    }
}
