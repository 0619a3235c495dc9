package dev.gatewaysync.console.alert;

import dev.gatewaysync.console.AlertSettings;
import dev.gatewaysync.console.overview.Alert;
import dev.gatewaysync.console.overview.AlertRule;
import dev.gatewaysync.console.overview.Status;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * One look at what is wrong, which notes it. Looks that fail for a while are told as a database that is away: what cannot be
 * noted is told to nobody else.
 */
@Component
final class AlertLook {
    private final AlertDecisions decisions;
    private final AlertLease lease;
    private final DatabaseOutage databaseOutage;
    private final AlertMetrics metrics;
    private final AlertSettings settings;
    private final WatchHealth health;

    AlertLook(
            AlertDecisions decisions,
            AlertLease lease,
            DatabaseOutage databaseOutage,
            AlertMetrics metrics,
            AlertSettings settings,
            WatchHealth health) {
        this.decisions = decisions;
        this.lease = lease;
        this.databaseOutage = databaseOutage;
        this.metrics = metrics;
        this.settings = settings;
        this.health = health;
    }

    /** @return whether there is something new to tell */
    boolean at(Supplier<Status> status) {
        Optional<Alert> fullDisk = Optional.empty();
        try {
            Status now = status.get();
            fullDisk = now.needs().stream()
                    .filter(alert -> alert.rule() == AlertRule.DISK)
                    .findFirst();
            return at(now);
        } catch (RuntimeException e) {
            health.isNotWell();
            databaseOutage.lasts(
                    fullDisk.map(alert -> alert.text() + "; what is wrong cannot be noted")
                            .orElse("The console cannot read or note what is wrong; its log says why"),
                    fullDisk.map(Alert::advice).orElse(null));
            throw e;
        }
    }

    private boolean at(Status now) {
        if (!Boolean.TRUE.equals(now.parts().get("database"))) {
            health.isNotWell();
            databaseOutage.lasts("The database does not answer", null);
            return false;
        }
        if (!lease.take()) {
            health.isNotWell();
            metrics.anotherWatches();
            databaseOutage.isOver();
            return false;
        }
        List<Alert> firing = now.needs().stream()
                .filter(alert -> alert.rule() != AlertRule.FAILED_MESSAGES || now.failed() > settings.failedMessages())
                .toList();
        metrics.firing(firing);
        boolean isNew = decisions.decide(firing, now.unjudged());
        databaseOutage.isOver();
        health.isWell(firing.stream()
                .noneMatch(alert -> alert.urgent() && alert.rule().isOfTheGateway()));
        return isNew;
    }
}
