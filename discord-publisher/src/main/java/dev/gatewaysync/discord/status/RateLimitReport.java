package dev.gatewaysync.discord.status;

import dev.gatewaysync.cards.channel.Targets;
import dev.gatewaysync.discord.bot.session.GatewayAddress;
import dev.gatewaysync.discord.ratelimit.BlockState;
import dev.gatewaysync.discord.ratelimit.BreakerState;
import dev.gatewaysync.discord.ratelimit.Quota;
import dev.gatewaysync.discord.ratelimit.RateLimiter;
import dev.gatewaysync.discord.ratelimit.RateLimits;
import dev.gatewaysync.discord.route.ChannelDirectory;
import dev.gatewaysync.discord.route.Destination;
import dev.gatewaysync.events.EventJson;
import java.time.InstantSource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is left of the limits that no answer's header shows:
 *
 * <pre>
 *   {"limits":[{"name":"Webhook posts to #updates","left":12,"of":30,"seconds":60},
 *              {"name":"Refused requests","left":1000,"of":1000,"seconds":600}],
 *    "stoppedForSeconds":0,"blockedForSeconds":0,
 *    "session":"Discord does not tell the bot its gateway …"}
 * </pre>
 */
@Component
final class RateLimitReport {
    private final RateLimiter limiter;
    private final RateLimits limits;
    private final ChannelDirectory directory;
    private final GatewayAddress gateway;
    private final InstantSource clock;

    RateLimitReport(
            RateLimiter limiter,
            RateLimits limits,
            ChannelDirectory directory,
            GatewayAddress gateway,
            InstantSource clock) {
        this.limiter = limiter;
        this.limits = limits;
        this.directory = directory;
        this.gateway = gateway;
        this.clock = clock;
    }

    ObjectNode current() {
        ObjectNode report = EventJson.mapper().createObjectNode();
        ArrayNode rows = report.putArray("limits");
        Quota hidden = limits.hiddenWebhook();
        if (hidden != null) {
            limiter.hiddenSends(clock.instant())
                    .forEach((channel, sends) ->
                            add(rows, "Webhook posts to " + named(channel), hidden, hidden.requests() - sends.size()));
        }
        BreakerState breaker = limiter.breaker();
        add(rows, "Refused requests", limits.invalidRequests(), breaker.threshold() - breaker.invalidRequests());
        report.put("stoppedForSeconds", breaker.open() ? breaker.closesIn().toSeconds() + 1 : 0);
        BlockState block = limiter.block();
        report.put("blockedForSeconds", block.isUp() ? block.nextProbe().toSeconds() + 1 : 0);
        gateway.trouble().ifPresent(trouble -> report.put("session", trouble));
        return report;
    }

    private static void add(ArrayNode rows, String name, Quota quota, int left) {
        rows.addObject()
                .put("name", name)
                .put("left", Math.max(0, left))
                .put("of", quota.requests())
                .put("seconds", quota.window().toSeconds());
    }

    /** Webhooks post where announcements go, or where there is no bot everything. */
    private String named(String channelId) {
        return directory.destination(Targets.ANNOUNCEMENTS) instanceof Destination.Channel channel
                        && channel.id().equals(channelId)
                ? "#" + channel.name()
                : "channel " + channelId;
    }
}
