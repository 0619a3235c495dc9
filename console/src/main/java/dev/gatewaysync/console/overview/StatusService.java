package dev.gatewaysync.console.overview;

import dev.gatewaysync.console.failed.FailedMessageQueries;
import dev.gatewaysync.console.status.DependencyStatus;
import dev.gatewaysync.console.status.DiscordQueries;
import dev.gatewaysync.console.status.Uptime;
import dev.gatewaysync.service.reload.ConfigVotes;
import dev.gatewaysync.storage.operator.DiscordTargets;
import dev.gatewaysync.storage.statistics.Statistics;
import dev.gatewaysync.storage.statistics.StatisticsQueries;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Puts the state of everything together, from what the other services have written down. */
@Component
public final class StatusService {
    private final StatisticsQueries statistics;
    private final FailedMessageQueries failures;
    private final DependencyStatus dependencyStatus;
    private final DiscordQueries discord;
    private final UptimePanel uptime;
    private final AlertRules rules;
    private final ConfigVotes configVotes;
    private final InstantSource clock;

    StatusService(
            StatisticsQueries statistics,
            FailedMessageQueries failures,
            DependencyStatus dependencyStatus,
            DiscordQueries discord,
            UptimePanel uptime,
            AlertRules rules,
            ConfigVotes configVotes,
            InstantSource clock) {
        this.statistics = statistics;
        this.failures = failures;
        this.dependencyStatus = dependencyStatus;
        this.discord = discord;
        this.uptime = uptime;
        this.rules = rules;
        this.configVotes = configVotes;
        this.clock = clock;
    }

    public Status now() {
        DependencyStatus.Reading reading = dependencyStatus.read();
        if (!reading.database()) {
            return new Status(
                    "down",
                    clock.instant(),
                    List.of(AlertRules.databaseDown()),
                    EnumSet.complementOf(EnumSet.of(AlertRule.DATABASE)),
                    reading.app(),
                    reading.discord(),
                    reading.parts(),
                    reading.queues(),
                    List.of(),
                    List.of(),
                    reading.limits(),
                    List.of(),
                    ConfigStatus.of(configVotes, clock.instant()),
                    0,
                    Map.of(),
                    Uptime.UNKNOWN);
        }
        List<DiscordTargets.Target> targets = discord.targets();
        long failed = failures.count();
        Statistics numbers = statistics.now();
        ConfigStatus config = ConfigStatus.of(configVotes, clock.instant());
        List<Alert> needs = rules.firing(new AlertRules.Signals(reading, targets, failed, numbers, config));
        String state = needs.isEmpty() ? "ok" : needs.getFirst().urgent() ? "down" : "attention";
        return new Status(
                state,
                clock.instant(),
                needs,
                UnjudgedRules.of(reading, clock.instant()),
                reading.app(),
                reading.discord(),
                reading.parts(),
                reading.queues(),
                discord.lanes(),
                discord.held(),
                reading.limits(),
                targets,
                config,
                failed,
                numbers.lastSync(),
                uptime.now());
    }
}
