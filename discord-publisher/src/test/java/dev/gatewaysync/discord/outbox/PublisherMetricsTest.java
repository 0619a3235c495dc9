package dev.gatewaysync.discord.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.discord.ratelimit.RateLimited;
import dev.gatewaysync.discord.ratelimit.Route;
import dev.gatewaysync.discord.rest.RequestReport;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PublisherMetricsTest {
    private static final Route ROUTE = Route.bot("POST", "/channels/{channel.id}/messages", "7");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final PublisherMetrics metrics = new PublisherMetrics(registry);

    @Test
    void what_has_not_happened_yet_is_told_as_zero() {
        assertThat(count("gateway.discord.ratelimited", "scope", "blocked")).isZero();
        for (String target : new String[] {"announcements", "category", "channel", "statistics", "suggestions"}) {
            for (String outcome : new String[] {"sent", "failed", "skipped", "superseded"}) {
                assertThat(count("gateway.discord.deliveries", "target", target, "outcome", outcome))
                        .isZero();
            }
        }
    }

    @Test
    void a_request_is_counted_by_its_route_and_status_with_the_time_that_it_was_held_back() {
        metrics.finished(report(200, null));
        metrics.finished(report(200, null));
        metrics.finished(report(429, RateLimited.Scope.SHARED));

        assertThat(count("gateway.discord.requests", "route", ROUTE.toString(), "status", "200"))
                .isEqualTo(2);
        assertThat(count("gateway.discord.requests", "route", ROUTE.toString(), "status", "429"))
                .isOne();
        assertThat(count("gateway.discord.ratelimited", "scope", "shared")).isOne();
        assertThat(count("gateway.discord.ratelimited", "scope", "user")).isZero();
        assertThat(registry.timer("gateway.discord.ratelimit.wait").totalTime(TimeUnit.SECONDS))
                .isEqualTo(6);
    }

    @Test
    void deliveries_are_counted_by_the_kind_of_their_target() {
        metrics.delivered("category:tools", "sent", 3);
        metrics.delivered("category:games", "sent");

        assertThat(count("gateway.discord.deliveries", "target", "category", "outcome", "sent"))
                .isEqualTo(4);
    }

    @Test
    void a_channel_that_nothing_waits_for_any_more_has_a_backlog_of_zero() {
        metrics.backlog(Map.of("updates", 5L, "tools", 1L));
        metrics.backlog(Map.of("updates", 2L));

        assertThat(backlog("updates")).isEqualTo(2);
        assertThat(backlog("tools")).isZero();
    }

    private static RequestReport report(int status, RateLimited.@Nullable Scope scope) {
        RateLimited limited = scope == null ? null : new RateLimited(scope, Duration.ofSeconds(1));
        return new RequestReport(ROUTE, status, Duration.ofSeconds(2), Duration.ofSeconds(1), limited);
    }

    private double count(String name, String... tags) {
        return registry.get(name).tags(tags).counter().count();
    }

    private double backlog(String channel) {
        return registry.get("gateway.discord.lane.backlog")
                .tag("channel", channel)
                .gauge()
                .value();
    }
}
