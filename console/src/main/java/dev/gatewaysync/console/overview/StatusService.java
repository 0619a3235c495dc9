package dev.gatewaysync.console.overview;

import dev.gatewaysync.console.failed.FailedMessageQueries;
import dev.gatewaysync.console.status.DependencyStatus;
import dev.gatewaysync.console.status.DiscordQueries;
import dev.gatewaysync.console.status.Uptime;
import dev.gatewaysync.console.status.WatchedQueue;
import dev.gatewaysync.messaging.Topology;
import dev.gatewaysync.service.ConfigVotes;
import dev.gatewaysync.storage.DiscordTargets;
import dev.gatewaysync.storage.Statistics;
import dev.gatewaysync.storage.StatisticsQueries;
import dev.gatewaysync.storage.WaitingDeliveries;
import dev.gatewaysync.storage.WaitingEvents;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Puts the state of everything together, from what the other services have written down. */
@Component
public final class StatusService {
    private static final Duration LATE = Duration.ofMinutes(5);

    private final StatisticsQueries statistics;
    private final FailedMessageQueries failures;
    private final DependencyStatus dependencyStatus;
    private final DiscordQueries discord;
    private final UptimePanel uptime;
    private final WaitingEvents waitingEvents;
    private final ConfigVotes configVotes;
    private final InstantSource clock;

    StatusService(
            StatisticsQueries statistics,
            FailedMessageQueries failures,
            DependencyStatus dependencyStatus,
            DiscordQueries discord,
            UptimePanel uptime,
            JdbcClient jdbc,
            ConfigVotes configVotes,
            InstantSource clock) {
        this.configVotes = configVotes;
        this.statistics = statistics;
        this.failures = failures;
        this.dependencyStatus = dependencyStatus;
        this.discord = discord;
        this.uptime = uptime;
        this.waitingEvents = new WaitingEvents(jdbc, clock);
        this.clock = clock;
    }

    public Status now() {
        DependencyStatus.Reading reading = dependencyStatus.read();
        List<WatchedQueue> depths = reading.queues();
        if (!reading.database()) {
            List<Alert> needs = new ArrayList<>(List.of(new Alert(true, "The database does not answer", "/system")));
            return new Status(
                    "down",
                    clock.instant(),
                    needs,
                    reading.app(),
                    reading.discord(),
                    reading.parts(),
                    depths,
                    List.of(),
                    reading.limits(),
                    List.of(),
                    ConfigStatus.of(configVotes, clock.instant()),
                    0,
                    Map.of(),
                    Uptime.UNKNOWN);
        }
        List<WaitingDeliveries.Backlog> lanes = discord.lanes();
        List<DiscordTargets.Target> targets = discord.targets();
        long failed = failures.count();
        Map<String, Statistics.LastRun> syncs = statistics.now().lastSync();
        ConfigStatus config = ConfigStatus.of(configVotes, clock.instant());
        List<Alert> needs = needs(reading, depths, lanes, targets, failed, syncs);
        if (config.differs()) {
            needs.add(new Alert(
                    false, "The services run by different gateway.yml files: ./gateway config reload", "/system"));
        }
        String state = needs.isEmpty() ? "ok" : needs.get(0).urgent() ? "down" : "attention";
        return new Status(
                state,
                clock.instant(),
                needs,
                reading.app(),
                reading.discord(),
                reading.parts(),
                depths,
                lanes,
                reading.limits(),
                targets,
                config,
                failed,
                syncs,
                uptime.now());
    }

    private List<Alert> needs(
            DependencyStatus.Reading reading,
            List<WatchedQueue> depths,
            List<WaitingDeliveries.Backlog> lanes,
            List<DiscordTargets.Target> targets,
            long failed,
            Map<String, Statistics.LastRun> syncs) {
        List<Alert> needs = new ArrayList<>();
        reading.parts().forEach((part, up) -> {
            if (!up) {
                needs.add(new Alert(true, "The " + part + " does not answer", "/system"));
            }
        });
        depths.stream().filter(queue -> queue.consumers() == 0).forEach(queue -> {
            String service = queue.name().equals(Topology.DISCORD) ? "discord-publisher" : "sync-worker";
            needs.add(new Alert(
                    true,
                    "Nobody works on the queue " + queue.name() + ": " + service + " is down or paused",
                    "/system"));
        });
        waitingEvents
                .now()
                .ifPresent(waiting -> needs.add(new Alert(
                        true,
                        waiting.events() + (waiting.events() == 1 ? " accepted event waits" : " accepted events wait")
                                + " since "
                                + waiting.since().truncatedTo(ChronoUnit.SECONDS) + ": the broker does not store "
                                + (waiting.events() == 1 ? "it" : "them"),
                        "/system")));
        if (reading.limits().blockedFor() > 0) {
            needs.add(new Alert(
                    true,
                    "Discord blocks this address: nothing is sent, everything waits; one request asks again within "
                            + reading.limits().blockedFor() + " s",
                    "/system"));
        } else if (!reading.discordProblems().isEmpty()) {
            reading.discordProblems().forEach(reason -> needs.add(new Alert(true, reason, "/system")));
        } else if (reading.discord().equals("disconnected")) {
            needs.add(new Alert(true, "Discord cannot be reached; announcements wait", "/system"));
        }
        String session = reading.limits().session();
        if (session != null && !reading.discordProblems().contains(session)) {
            needs.add(new Alert(false, session, "/system"));
        }
        if (reading.limits().stoppedForSeconds() > 0) {
            needs.add(new Alert(
                    true,
                    "Discord has refused so much that nothing is sent for "
                            + reading.limits().stoppedForSeconds() + " s",
                    "/failed"));
        }
        if (reading.app().equals("offline")) {
            needs.add(new Alert(true, "The main app is offline" + why(), "/"));
        } else if (reading.app().equals("degraded")) {
            needs.add(new Alert(false, "The main app answers with errors" + why(), "/"));
        }
        if (failed > 0) {
            needs.add(new Alert(
                    false, failed == 1 ? "1 message has failed" : failed + " messages have failed", "/failed"));
        }
        targets.stream()
                .filter(target ->
                        target.status().equals("dead") || target.status().equals("paused"))
                .forEach(target -> needs.add(new Alert(
                        target.status().equals("dead"),
                        "Nothing is sent to " + target.name() + ": " + target.reason(),
                        "/system")));
        Instant late = clock.instant().minus(LATE);
        lanes.stream()
                .filter(lane -> lane.oldest().isBefore(late))
                .forEach(lane -> needs.add(new Alert(
                        false,
                        lane.backlog() + " for " + lane.target() + " have waited for "
                                + Duration.between(lane.oldest(), clock.instant())
                                        .toMinutes() + " min",
                        "/updates?status=pending")));
        // What waits for Discord is told above, target by target.
        depths.stream().filter(queue -> !queue.name().equals(Topology.DISCORD)).forEach(queue -> {
            Instant since = queue.waitingSince();
            if (!queue.name().equals(Topology.FAILED) && since != null && since.isBefore(late)) {
                needs.add(new Alert(
                        false,
                        queue.messages() + " in the queue " + queue.name() + " have waited for up to "
                                + Duration.between(since, clock.instant()).toMinutes() + " min",
                        "/"));
            }
        });
        syncs.forEach((kind, run) -> {
            if (run.outcome().equals("failed") || run.outcome().equals("suspicious")) {
                needs.add(new Alert(false, "The last " + kind + " sync was " + run.outcome(), "/catalogue"));
            }
        });
        needs.sort(Comparator.comparing(Alert::urgent).reversed());
        return needs;
    }

    private String why() {
        return uptime.incidentReason().map(reason -> ": " + reason).orElse("");
    }
}
