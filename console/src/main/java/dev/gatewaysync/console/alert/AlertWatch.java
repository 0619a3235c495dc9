package dev.gatewaysync.console.alert;

import dev.gatewaysync.console.AlertSettings;
import dev.gatewaysync.console.overview.Alert;
import dev.gatewaysync.console.overview.AlertRule;
import dev.gatewaysync.console.overview.Status;
import dev.gatewaysync.console.overview.StatusService;
import dev.gatewaysync.service.BackgroundService;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/** Looks every 5 s at what the overview says and has operators told of it; off without {@code ALERT_TO} and {@code ALERT_HEARTBEAT_URL}. */
@Component
final class AlertWatch extends BackgroundService {
    private static final Duration LOOK = Duration.ofSeconds(5);

    private final StatusService status;
    private final AlertDecisions decisions;
    private final AlertLease lease;
    private final DatabaseOutage databaseOutage;
    private final PlaceSenders senders;
    private final AlertMetrics metrics;
    private final AlertSettings settings;
    private volatile boolean well;

    AlertWatch(
            StatusService status,
            AlertDecisions decisions,
            AlertLease lease,
            DatabaseOutage databaseOutage,
            PlaceSenders senders,
            AlertMetrics metrics,
            AlertSettings settings) {
        super("alert-watch");
        this.status = status;
        this.decisions = decisions;
        this.lease = lease;
        this.databaseOutage = databaseOutage;
        this.senders = senders;
        this.metrics = metrics;
        this.settings = settings;
    }

    @Override
    public synchronized void start() {
        if (!settings.places().isEmpty() || settings.heartbeat() != null) {
            super.start();
        }
    }

    @Override
    public synchronized void stop() {
        super.stop();
        // What is being sent now must not be taken over by another instance.
        senders.stop();
        lease.release();
    }

    /** Whether this instance watches, and the gateway does its work, as it last saw. */
    boolean isWell() {
        return well;
    }

    @Override
    protected Duration round() {
        Status now = status.now();
        if (!Boolean.TRUE.equals(now.parts().get("database"))) {
            well = false;
            databaseOutage.lasts();
            return LOOK;
        }
        databaseOutage.isOver();
        if (!lease.take()) {
            well = false;
            metrics.anotherWatches();
            return LOOK;
        }
        List<Alert> firing = now.needs().stream()
                .filter(alert -> alert.rule() != AlertRule.FAILED_MESSAGES || now.failed() > settings.failedMessages())
                .toList();
        metrics.firing(firing);
        well = firing.stream().noneMatch(alert -> alert.urgent() && alert.rule().isOfTheGateway());
        if (decisions.decide(firing)) {
            senders.wake();
        }
        return LOOK;
    }
}
