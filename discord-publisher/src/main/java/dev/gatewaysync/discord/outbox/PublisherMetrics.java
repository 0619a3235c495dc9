package dev.gatewaysync.discord.outbox;

import dev.gatewaysync.cards.channel.Targets;
import dev.gatewaysync.discord.ratelimit.RateLimited;
import dev.gatewaysync.discord.rest.RequestObserver;
import dev.gatewaysync.discord.rest.RequestReport;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/**
 * What the publisher counts:
 *
 * <ul>
 *   <li>{@code gateway_discord_requests_total{route,status}} requests that ended; status 0 without an answer
 *   <li>{@code gateway_discord_ratelimited_total{scope}} answers that tell to wait: 429, and those that refuse the whole address
 *   <li>{@code gateway_discord_ratelimit_wait_seconds} time that requests were held back so as not to be answered 429
 *   <li>{@code gateway_discord_deliveries_total{target,outcome}} deliveries that came to an end
 *   <li>{@code gateway_discord_lane_backlog{channel}} deliveries that wait, by channel name
 * </ul>
 */
@Component
public final class PublisherMetrics implements RequestObserver {
    private final MeterRegistry registry;
    private final Timer wait;
    private final Map<String, AtomicLong> backlogs = new ConcurrentHashMap<>();

    public PublisherMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.wait = Timer.builder("gateway.discord.ratelimit.wait")
                .publishPercentileHistogram()
                .register(registry);
        for (RateLimited.Scope scope : RateLimited.Scope.values()) {
            registry.counter("gateway.discord.ratelimited", "scope", scopeName(scope));
        }
        for (String target : List.of("announcements", "category", "channel", "statistics", "suggestions")) {
            for (String outcome : List.of("sent", "failed", "skipped", "superseded")) {
                registry.counter("gateway.discord.deliveries", "target", target, "outcome", outcome);
            }
        }
    }

    @Override
    public void finished(RequestReport report) {
        registry.counter(
                        "gateway.discord.requests",
                        "route",
                        report.route().toString(),
                        "status",
                        Integer.toString(report.status()))
                .increment();
        wait.record(report.waited());
        RateLimited limited = report.rateLimited();
        if (limited != null) {
            registry.counter("gateway.discord.ratelimited", "scope", scopeName(limited.scope()))
                    .increment();
        }
    }

    public void delivered(String target, String outcome) {
        delivered(target, outcome, 1);
    }

    public void delivered(String target, String outcome, int count) {
        registry.counter("gateway.discord.deliveries", "target", Targets.kind(target), "outcome", outcome)
                .increment(count);
    }

    /** Channels that are not named have none. */
    public void backlog(Map<String, Long> byChannel) {
        byChannel
                .keySet()
                .forEach(channel -> backlogs.computeIfAbsent(channel, name -> {
                    AtomicLong value = new AtomicLong();
                    registry.gauge("gateway.discord.lane.backlog", Tags.of("channel", name), value);
                    return value;
                }));
        backlogs.forEach((channel, value) -> value.set(byChannel.getOrDefault(channel, 0L)));
    }

    private static String scopeName(RateLimited.Scope scope) {
        return scope.name().toLowerCase(Locale.ROOT);
    }
}
