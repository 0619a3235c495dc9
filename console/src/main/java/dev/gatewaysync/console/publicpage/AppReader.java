package dev.gatewaysync.console.publicpage;

import dev.gatewaysync.storage.statistics.Statistics;
import dev.gatewaysync.storage.statistics.StatisticsQueries;
import dev.gatewaysync.storage.uptime.IncidentQueries;
import dev.gatewaysync.storage.uptime.MaintenanceHistory;
import dev.gatewaysync.storage.uptime.UptimeQueries;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads from the database what the page says. */
final class AppReader {
    static final int DAYS = 90;

    /** More would make the page longer than anybody reads. */
    private static final int INCIDENTS = 15;

    private static final int MAINTENANCES = 8;

    private final UptimeQueries uptime;
    private final IncidentQueries incidents;
    private final MaintenanceHistory maintenance;
    private final StatisticsQueries statistics;
    private final InstantSource clock;

    AppReader(JdbcClient jdbc, StatisticsQueries statistics, InstantSource clock) {
        this.uptime = new UptimeQueries(jdbc, clock);
        this.incidents = new IncidentQueries(jdbc);
        this.maintenance = new MaintenanceHistory(jdbc, clock);
        this.statistics = statistics;
        this.clock = clock;
    }

    AppReading read() {
        Instant now = clock.instant();
        Instant since = now.minus(Duration.ofDays(DAYS));
        Map<Period, @Nullable Double> shares = new EnumMap<>(Period.class);
        for (Period period : Period.values()) {
            shares.put(period, uptime.percent(period.days()));
        }
        Statistics numbers = statistics.now();
        return new AppReading(
                now,
                uptime.appStatus(),
                uptime.lastCheck().orElse(null),
                shares,
                uptime.days(DAYS),
                incidents.since(since, INCIDENTS),
                maintenance.since(since, MAINTENANCES),
                numbers.resourceCount(),
                numbers.categoryCount());
    }
}
