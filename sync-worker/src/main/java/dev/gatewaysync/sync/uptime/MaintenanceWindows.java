package dev.gatewaysync.sync.uptime;

import dev.gatewaysync.storage.ListOrder;
import dev.gatewaysync.storage.uptime.MaintenanceQueries;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** When a failure alarms nobody: during maintenance, and right after a deploy. */
@Component
class MaintenanceWindows {
    static final Duration AFTER_DEPLOY = Duration.ofMinutes(2);

    private final JdbcClient jdbc;
    private final MaintenanceQueries maintenance;

    MaintenanceWindows(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.maintenance = new MaintenanceQueries(jdbc, clock);
    }

    /** {@link UptimeSample#MAINTENANCE}, {@link UptimeSample#DEPLOY}, or null. */
    @Nullable
    String at(Instant now) {
        if (maintenance.isOn()) {
            return UptimeSample.MAINTENANCE;
        }
        List<Long> deploys = jdbc.sql("SELECT received_at FROM event WHERE type = 'app-deployed' ORDER BY "
                        + ListOrder.NEWEST_FIRST + " LIMIT 5")
                .query(Long.class)
                .list();
        return deploys.stream()
                        .map(Instant::ofEpochMilli)
                        .anyMatch(deploy -> !now.isBefore(deploy) && now.isBefore(deploy.plus(AFTER_DEPLOY)))
                ? UptimeSample.DEPLOY
                : null;
    }
}
