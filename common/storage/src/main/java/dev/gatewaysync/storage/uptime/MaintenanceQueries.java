package dev.gatewaysync.storage.uptime;

import java.time.Duration;
import java.time.InstantSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Whether the main app is under maintenance: the last word about one that it {@linkplain MaintenanceHistory speaks of} is
 * {@code started}. It is believed until the {@code endTime} that word gave, or for {@link #LONGEST}: an app that forgets to say
 * {@code completed} is not away forever.
 */
public final class MaintenanceQueries {
    public static final Duration LONGEST = Duration.ofHours(24);

    private final MaintenanceHistory history;

    public MaintenanceQueries(JdbcClient jdbc, InstantSource clock) {
        this.history = new MaintenanceHistory(jdbc, clock);
    }

    public boolean isOn() {
        return history.known().stream().anyMatch(period -> period.state() == MaintenancePeriod.State.RUNNING);
    }
}
