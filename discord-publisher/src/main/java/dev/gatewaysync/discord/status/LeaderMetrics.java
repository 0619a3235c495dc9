package dev.gatewaysync.discord.status;

import dev.gatewaysync.discord.leader.LeaderElection;
import dev.gatewaysync.discord.outbox.TargetStatusTable;
import dev.gatewaysync.discord.ratelimit.RateLimiter;
import dev.gatewaysync.service.loop.BackgroundService;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * How this instance stands:
 *
 * <ul>
 *   <li>{@code gateway_discord_active} 1 if it is the one that consumes and sends, else 0: over all instances there is one
 *   <li>{@code gateway_discord_connected} 1 if it is active and Discord can be reached with all that is configured, else 0;
 *       not a number where Discord is not configured
 *   <li>{@code gateway_discord_address_blocked} 1 while the network in front of Discord blocks this address, else 0
 *   <li>{@code gateway_discord_targets{status}} places to show things in by their status, from the database: every instance
 *       shows the same
 * </ul>
 */
@Component
final class LeaderMetrics extends BackgroundService {
    private static final Logger log = LoggerFactory.getLogger(LeaderMetrics.class);
    private static final Set<String> NOT_REACHED = Set.of(ConnectionStatus.DISCONNECTED, ConnectionStatus.DEGRADED);
    private static final Duration REPEAT = Duration.ofSeconds(10);

    private final TargetStatusTable targets;
    private final Map<String, Long> byStatus = new ConcurrentHashMap<>();

    LeaderMetrics(
            LeaderElection leaderElection,
            ConnectionStatus status,
            RateLimiter limiter,
            TargetStatusTable targets,
            MeterRegistry registry) {
        super("discord-metrics");
        this.targets = targets;
        Gauge.builder("gateway.discord.active", () -> leaderElection.isActive() ? 1 : 0)
                .description("Whether this instance is the one that consumes and sends")
                .register(registry);
        Gauge.builder("gateway.discord.connected", () -> connected(leaderElection.isActive(), status.current()))
                .description("Whether this instance is active and reaches Discord")
                .register(registry);
        Gauge.builder("gateway.discord.address.blocked", () -> limiter.block().isUp() ? 1 : 0)
                .description("Whether the network in front of Discord blocks this address")
                .register(registry);
        for (String known : TargetStatusTable.STATUSES) {
            byStatus.put(known, 0L);
            Gauge.builder("gateway.discord.targets", () -> byStatus.get(known))
                    .description("Places to show things in, by their status")
                    .tag("status", known)
                    .register(registry);
        }
    }

    static double connected(boolean active, String status) {
        if (status.equals(ConnectionStatus.NOT_CONFIGURED)) {
            return Double.NaN;
        }
        return active && !NOT_REACHED.contains(status) ? 1 : 0;
    }

    @Override
    protected Duration round() {
        sample();
        return REPEAT;
    }

    private void sample() {
        try {
            byStatus.putAll(targets.countByStatus());
        } catch (RuntimeException e) {
            log.debug("Targets cannot be counted now: {}", e.toString());
        }
    }
}
