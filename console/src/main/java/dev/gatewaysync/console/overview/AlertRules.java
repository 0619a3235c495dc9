package dev.gatewaysync.console.overview;

import dev.gatewaysync.console.place.PlaceTroubles;
import dev.gatewaysync.console.status.DependencyStatus;
import dev.gatewaysync.console.status.EmbeddedParts;
import dev.gatewaysync.console.status.WatchedQueue;
import dev.gatewaysync.messaging.Topology;
import dev.gatewaysync.service.disk.DiskReports;
import dev.gatewaysync.storage.operator.DiscordTargets;
import dev.gatewaysync.storage.operator.LateWork;
import dev.gatewaysync.storage.operator.WaitingEvents;
import dev.gatewaysync.storage.statistics.Statistics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Says what a human should do now: the one place that decides it, for the pages, the commands and those who are told. */
@Component
final class AlertRules {
    private static final Duration CERTIFICATE_RENEWED_BEFORE = Duration.ofDays(14);

    private final LateWork lateWork;
    private final WaitingEvents waitingEvents;
    private final UptimePanel uptime;
    private final PlaceTroubles placeTroubles;
    private final EmbeddedParts embedded;
    private final InstantSource clock;
    private final LowDisks lowDisks = new LowDisks();

    AlertRules(
            LateWork lateWork,
            UptimePanel uptime,
            PlaceTroubles placeTroubles,
            EmbeddedParts embedded,
            JdbcClient jdbc,
            InstantSource clock) {
        this.lateWork = lateWork;
        this.waitingEvents = new WaitingEvents(jdbc, clock);
        this.uptime = uptime;
        this.placeTroubles = placeTroubles;
        this.embedded = embedded;
        this.clock = clock;
    }

    /** What is known, beside what this class reads for itself. */
    record Signals(
            DependencyStatus.Reading reading,
            List<DiscordTargets.Target> targets,
            long failed,
            Statistics statistics,
            ConfigStatus config) {}

    static Alert databaseDown() {
        return Alert.down(AlertRule.DATABASE, "", "The database does not answer", null);
    }

    /** The urgent first. */
    List<Alert> firing(Signals now) {
        List<Alert> alerts = new ArrayList<>();
        servers(now.reading(), alerts);
        DiscordAlerts.add(now.reading(), alerts);
        mainApp(now.reading(), alerts);
        if (now.failed() > 0) {
            alerts.add(Alert.attention(
                    AlertRule.FAILED_MESSAGES,
                    "",
                    now.failed() == 1 ? "1 message has failed" : now.failed() + " messages have failed",
                    null));
        }
        late(now, alerts);
        alerts.addAll(CatalogueDrift.alerts(now.statistics()));
        lowDisks.of(now.reading().disks()).forEach(disk -> alerts.add(low(disk)));
        placeTroubles
                .now()
                .forEach(trouble -> alerts.add(Alert.attention(
                        AlertRule.ALERT_PLACE,
                        trouble.key(),
                        "Operators are not told by " + trouble.name() + ": " + trouble.error(),
                        trouble.since())));
        if (now.config().differs()) {
            alerts.add(Alert.attention(
                    AlertRule.CONFIG_DIFFERS,
                    "",
                    "The services run by different gateway.yml files: ./gateway config reload",
                    null));
        }
        alerts.sort(Comparator.comparing(Alert::urgent).reversed());
        return alerts;
    }

    private Alert serverDown(AlertRule rule, String name, String part) {
        return embedded.has(part)
                ? Alert.down(rule, "", "The embedded " + name + " does not answer and is started anew", null)
                        .advising(EmbeddedParts.advice())
                : Alert.down(rule, "", (rule == AlertRule.BROKER ? "The broker" : name) + " does not answer", null);
    }

    private void servers(DependencyStatus.Reading reading, List<Alert> alerts) {
        if (!reading.broker()) {
            alerts.add(serverDown(AlertRule.BROKER, "broker", EmbeddedParts.BROKER));
        }
        if (!reading.redis()) {
            alerts.add(serverDown(AlertRule.REDIS, "Redis", EmbeddedParts.REDIS));
        }
        reading.queues().stream().filter(queue -> queue.consumers() == 0).forEach(queue -> {
            String service = queue.name().equals(Topology.DISCORD) ? "discord-publisher" : "sync-worker";
            alerts.add(Alert.down(
                    AlertRule.SERVICE_DOWN,
                    queue.name(),
                    "Nobody works on the queue " + queue.name() + ": " + service + " is down or paused",
                    null));
        });
        waitingEvents
                .now()
                .ifPresent(waiting -> alerts.add(Alert.down(
                        AlertRule.EVENTS_WAIT,
                        "",
                        waiting.events() + (waiting.events() == 1 ? " accepted event waits" : " accepted events wait")
                                + " since "
                                + waiting.since().truncatedTo(ChronoUnit.SECONDS) + ": the broker does not store "
                                + (waiting.events() == 1 ? "it" : "them"),
                        waiting.since())));
    }

    private void mainApp(DependencyStatus.Reading reading, List<Alert> alerts) {
        Instant since = uptime.incidentSince().orElse(null);
        String why = uptime.incidentReason().map(reason -> ": " + reason).orElse("");
        if (reading.app().equals("offline")) {
            alerts.add(Alert.down(AlertRule.MAIN_APP, "", "The main app is offline" + why, since));
        } else if (reading.app().equals("degraded")) {
            alerts.add(Alert.attention(AlertRule.MAIN_APP, "", "The main app answers with errors" + why, since));
        }
        Instant expires = reading.certificate();
        if (expires != null && expires.isBefore(clock.instant().plus(CERTIFICATE_RENEWED_BEFORE))) {
            alerts.add(Alert.attention(
                    AlertRule.CERTIFICATE,
                    "",
                    "The main app's TLS certificate runs out at " + expires.truncatedTo(ChronoUnit.MINUTES),
                    null));
        }
    }

    private void late(Signals now, List<Alert> alerts) {
        List<DiscordTargets.Target> refused = now.targets().stream()
                .filter(target -> Set.of("dead", "paused").contains(target.status()))
                .toList();
        refused.forEach(target -> alerts.add(RefusedTarget.alert(target)));
        Set<String> toldAlready =
                refused.stream().map(DiscordTargets.Target::name).collect(Collectors.toSet());
        for (LateWork.Late late : lateWork.now()) {
            if (late.kind() != LateWork.Kind.DELIVERY || !toldAlready.contains(late.name())) {
                alerts.add(Alert.attention(rule(late.kind()), late.name(), late.reason(), late.since()));
            }
        }
        // What waits for Discord is told above, target by target.
        Instant before = clock.instant().minus(LateWork.LATE);
        now.reading().queues().stream()
                .filter(queue -> !Set.of(Topology.DISCORD, Topology.FAILED).contains(queue.name()))
                .filter(queue ->
                        queue.waitingSince() != null && queue.waitingSince().isBefore(before))
                .forEach(queue -> alerts.add(late(queue)));
        now.statistics().lastSync().forEach((kind, run) -> {
            if (Set.of("failed", "suspicious").contains(run.outcome())) {
                alerts.add(Alert.attention(
                        AlertRule.SYNC_FAILED,
                        kind,
                        "The last " + kind + " sync was " + run.outcome()
                                + (run.outcome().equals("suspicious")
                                        ? ": it would have removed too much. If that is right, run it again with --force"
                                        : ""),
                        run.at()));
            }
        });
    }

    private Alert late(WatchedQueue queue) {
        Instant since = Objects.requireNonNull(queue.waitingSince());
        return Alert.attention(
                AlertRule.QUEUE_LATE,
                queue.name(),
                queue.messages() + " in the queue " + queue.name() + " have waited for up to "
                        + Duration.between(since, clock.instant()).toMinutes() + " min",
                since);
    }

    private static AlertRule rule(LateWork.Kind kind) {
        return switch (kind) {
            case DELIVERY -> AlertRule.DELIVERIES_LATE;
            case SYNC -> AlertRule.SYNC_OVERDUE;
            case BACKUP -> AlertRule.BACKUP_OVERDUE;
        };
    }

    private static Alert low(DiskReports.Disk disk) {
        return Alert.attention(
                AlertRule.DISK,
                LowDisks.subject(disk),
                "The disk of " + disk.folder() + " (" + disk.service() + ") is nearly full: " + (disk.free() >> 20)
                        + " MiB are free",
                null);
    }
}
