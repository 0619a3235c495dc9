package dev.gatewaysync.console.overview;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.gatewaysync.console.status.DiscordLimits;
import dev.gatewaysync.console.status.Uptime;
import dev.gatewaysync.console.status.WatchedQueue;
import dev.gatewaysync.storage.operator.DiscordTargets;
import dev.gatewaysync.storage.operator.WaitingDeliveries;
import dev.gatewaysync.storage.statistics.Statistics;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The state of everything.
 *
 * @param state ok, attention or down
 * @param needs what a human should do now, the urgent first
 * @param unjudged rules of which nobody knows now, because what would say so does not answer: they have nothing among the needs
 * @param parts whether broker, Redis and database answer
 * @param lanes what waits for Discord, by target
 * @param held what quiet hours and digests hold back until their time, by target
 * @param config by what the services run
 * @param failed failed messages that wait for a decision
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Status(
        String state,
        Instant at,
        List<Alert> needs,
        @JsonIgnore Set<AlertRule> unjudged,
        String appStatus,
        String discordStatus,
        Map<String, Boolean> parts,
        List<WatchedQueue> queues,
        List<WaitingDeliveries.Backlog> lanes,
        List<WaitingDeliveries.Held> held,
        DiscordLimits limits,
        List<DiscordTargets.Target> targets,
        ConfigStatus config,
        long failed,
        Map<String, Statistics.LastRun> lastSync,
        Uptime uptime) {}
