package dev.gatewaysync.discord.active;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.discord.ratelimit.BreakerState;
import dev.gatewaysync.discord.ratelimit.Quota;
import dev.gatewaysync.discord.ratelimit.RateLimited;
import dev.gatewaysync.discord.ratelimit.RateLimited.Scope;
import dev.gatewaysync.discord.ratelimit.RateLimiter;
import dev.gatewaysync.discord.ratelimit.RateLimits;
import dev.gatewaysync.discord.ratelimit.Route;
import dev.gatewaysync.discord.rest.RequestReport;
import dev.gatewaysync.task.ManualClock;
import dev.gatewaysync.testkit.Infra;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

/** What Discord's refusals say is known to whoever sends next. */
class StoredRefusalsIT {
    private static final Route CHANNEL = Route.bot("POST", "/channels/{channel.id}/messages", "1");
    private static final Route OTHER_CHANNEL = Route.bot("POST", "/channels/{channel.id}/messages", "2");
    private static final Route ME = Route.bot("GET", "/users/@me", "");
    private static final Route HOOK = Route.webhook("POST", "/webhooks/{webhook.id}/{webhook.token}", "5");
    private static final RateLimits LIMITS =
            RateLimits.defaults().withInvalidRequests(new Quota(3, Duration.ofMinutes(10)));

    private final List<StoredRefusals> opened = new ArrayList<>();
    private LettuceConnectionFactory connections;
    private StringRedisTemplate redis;

    @BeforeEach
    void connect() {
        Infra infra = Infra.start().wiped();
        connections = new LettuceConnectionFactory(LettuceConnectionFactory.createRedisConfiguration(infra.redisUrl()));
        connections.afterPropertiesSet();
        connections.start();
        redis = new StringRedisTemplate(connections);
    }

    @AfterEach
    void end() {
        opened.forEach(StoredRefusals::destroy);
        connections.destroy();
    }

    @Test
    void a_wait_for_all_of_the_bot_holds_for_all_of_it_and_for_no_webhook() {
        stored(limiter()).finished(report(CHANNEL, 429, new RateLimited(Scope.GLOBAL, Duration.ofSeconds(30))));

        RateLimiter next = restored(limiter());

        assertThat(next.nextPermit(OTHER_CHANNEL))
                .hasValueSatisfying(wait -> assertThat(wait).isBetween(seconds(20), seconds(31)));
        assertThat(next.nextPermit(HOOK)).contains(Duration.ZERO);
    }

    @Test
    void a_wait_of_one_bucket_holds_there_alone_with_or_without_a_top_level_resource() {
        StoredRefusals told = stored(limiter());
        told.finished(report(CHANNEL, 429, new RateLimited(Scope.SHARED, Duration.ofSeconds(30))));
        told.finished(report(ME, 429, new RateLimited(Scope.USER, Duration.ofMinutes(30))));
        told.finished(report(HOOK, 429, new RateLimited(Scope.USER, Duration.ofSeconds(60))));

        RateLimiter next = restored(limiter());

        assertThat(next.nextPermit(CHANNEL))
                .hasValueSatisfying(wait -> assertThat(wait).isBetween(seconds(20), seconds(31)));
        assertThat(next.nextPermit(ME))
                .hasValueSatisfying(wait -> assertThat(wait).isBetween(seconds(1_790), seconds(1_801)));
        assertThat(next.nextPermit(HOOK))
                .hasValueSatisfying(wait -> assertThat(wait).isBetween(seconds(50), seconds(61)));
        assertThat(next.nextPermit(OTHER_CHANNEL)).contains(Duration.ZERO);
    }

    @Test
    void all_of_it_is_gone_with_the_end_of_the_last() {
        StoredRefusals told = stored(limiter());
        told.finished(report(CHANNEL, 429, new RateLimited(Scope.USER, Duration.ofSeconds(60))));
        told.finished(report(ME, 429, new RateLimited(Scope.USER, Duration.ofSeconds(30))));
        assertThat(redis.getExpire(StoredRefusals.WAITS, TimeUnit.SECONDS)).isBetween(50L, 60L);
    }

    @Test
    void what_has_ended_meanwhile_holds_nobody_back() {
        store(new RateLimited(Scope.USER, Duration.ofSeconds(5)), -1);
        assertThat(restored(limiter()).nextPermit(CHANNEL)).contains(Duration.ZERO);
    }

    @Test
    void a_clock_of_redis_that_has_stepped_back_costs_one_wait_at_most() {
        store(new RateLimited(Scope.USER, Duration.ofSeconds(5)), 3_600_000);
        assertThat(restored(limiter()).nextPermit(CHANNEL)).contains(Duration.ofMillis(5_050));
    }

    @Test
    void what_cannot_be_read_leaves_the_others_as_they_are() {
        redis.opsForZSet().add(StoredRefusals.WAITS, "{\"scope\":\"USER\"}", now() + 60_000);
        redis.opsForZSet().add(StoredRefusals.WAITS, "of another version", now() + 60_000);
        store(new RateLimited(Scope.USER, Duration.ofSeconds(5)), 5_000);
        assertThat(restored(limiter()).nextPermit(CHANNEL))
                .hasValueSatisfying(wait -> assertThat(wait).isPositive());
    }

    @Test
    void requests_that_were_refused_count_for_whoever_sends_next_from_this_machine_and_once() {
        StoredRefusals told = stored(limiter());
        told.finished(report(CHANNEL, 403, null));
        told.finished(report(CHANNEL, 429, new RateLimited(Scope.SHARED, Duration.ofSeconds(1))));
        told.finished(report(CHANNEL, 200, null));
        told.finished(report(ME, 401, null));

        RateLimiter next = limiter();
        assertThat(restored(next).breaker().invalidRequests()).isEqualTo(2);
        assertThat(restored(next).breaker().invalidRequests()).isEqualTo(2);

        told.finished(report(ME, 429, new RateLimited(Scope.USER, Duration.ofSeconds(1))));
        told.finished(report(ME, 401, null));
        // There were four; more than the limiter bears are not kept.
        BreakerState state = restored(limiter()).breaker();
        assertThat(state.open()).isTrue();
        assertThat(state.invalidRequests()).isEqualTo(3);
    }

    @Test
    void while_redis_is_away_nothing_fails() {
        connections.stop();
        RateLimiter limiter = limiter();
        StoredRefusals away = stored(limiter);
        away.finished(report(CHANNEL, 429, new RateLimited(Scope.GLOBAL, Duration.ofSeconds(30))));
        away.restore();
        assertThat(limiter.nextPermit(CHANNEL)).contains(Duration.ZERO);
    }

    private void store(RateLimited told, long endsInMillis) {
        redis.opsForZSet()
                .add(StoredRefusals.WAITS, StoredWait.of(CHANNEL, told).text(), now() + endsInMillis);
    }

    private long now() {
        Long now = redis.execute(connection -> connection.serverCommands().time(TimeUnit.MILLISECONDS), false);
        return now == null ? 0 : now;
    }

    private StoredRefusals stored(RateLimiter limiter) {
        StoredRefusals made = new StoredRefusals(redis, limiter, LIMITS);
        opened.add(made);
        return made;
    }

    private RateLimiter restored(RateLimiter limiter) {
        stored(limiter).restore();
        return limiter;
    }

    private static RateLimiter limiter() {
        return new RateLimiter(LIMITS, new ManualClock());
    }

    private static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }

    private static RequestReport report(Route route, int status, @Nullable RateLimited limited) {
        return new RequestReport(route, status, Duration.ZERO, Duration.ZERO, limited);
    }
}
