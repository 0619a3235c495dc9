package dev.gatewaysync.discord.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.discord.ratelimit.RateLimited;
import dev.gatewaysync.discord.ratelimit.RateLimited.Scope;
import dev.gatewaysync.discord.ratelimit.Route;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RetryAfterTest {
    private static final Route SAME = Route.webhook("POST", "/webhooks/{webhook.id}/{webhook.token}", "55");
    private static final Route OTHER_WEBHOOK = Route.webhook("POST", "/webhooks/{webhook.id}/{webhook.token}", "56");
    private static final Route BOT = Route.bot("GET", "/users/@me", "");

    @Test
    void a_body_of_1163_seconds_wins_over_a_header_of_1_second() throws InterruptedException {
        RestFixture discord = refused(
                "{\"message\":\"slow\",\"retry_after\":1163.5,\"global\":false}",
                Map.of("Retry-After", "1", "X-RateLimit-Reset-After", "1.0", "X-RateLimit-Scope", "user"));

        assertThat(wait(discord, SAME)).isBetween(Duration.ofMillis(1_163_500), Duration.ofMillis(1_163_600));
        discord.clock.tick(Duration.ofMillis(1_163_500));
        assertThat(wait(discord, SAME)).isPositive();
        discord.clock.tick(Duration.ofMillis(100));
        assertThat(wait(discord, SAME)).isZero();
    }

    @Test
    void a_header_wins_over_a_shorter_body() throws InterruptedException {
        RestFixture discord = refused("{\"retry_after\":0.5}", Map.of("Retry-After", "40"));

        assertThat(wait(discord, SAME)).isGreaterThanOrEqualTo(Duration.ofSeconds(40));
    }

    @Test
    void scope_user_stops_one_bucket() throws InterruptedException {
        RestFixture discord = refused("{\"retry_after\":9}", Map.of("X-RateLimit-Scope", "user"));

        assertThat(wait(discord, SAME)).isPositive();
        assertThat(wait(discord, OTHER_WEBHOOK)).isZero();
        assertThat(discord.limiter.breaker().invalidRequests()).isOne();
        assertThat(discord.reports.getFirst().rateLimited())
                .isEqualTo(new RateLimited(Scope.USER, Duration.ofSeconds(9)));
    }

    @Test
    void scope_shared_is_no_invalid_request() throws InterruptedException {
        RestFixture discord = refused("{\"retry_after\":9}", Map.of("X-RateLimit-Scope", "shared"));

        assertThat(wait(discord, SAME)).isPositive();
        assertThat(discord.limiter.breaker().invalidRequests()).isZero();
    }

    @Test
    void global_stops_the_credential_and_no_other() throws InterruptedException {
        RestFixture discord = refused("{\"retry_after\":9,\"global\":true}", Map.of());

        assertThat(wait(discord, OTHER_WEBHOOK)).isGreaterThanOrEqualTo(Duration.ofSeconds(9));
        assertThat(wait(discord, BOT)).isZero();
    }

    @Test
    void a_429_in_html_stops_everything_for_its_time() throws InterruptedException {
        RestFixture discord = refused("<html>You are being rate limited</html>", Map.of("Retry-After", "300"));

        assertThat(wait(discord, BOT)).isGreaterThanOrEqualTo(Duration.ofSeconds(300));
        assertThat(wait(discord, OTHER_WEBHOOK)).isGreaterThanOrEqualTo(Duration.ofSeconds(300));
    }

    @Test
    void a_429_in_html_without_a_time_stops_everything_for_a_minute() throws InterruptedException {
        RestFixture discord = refused("<html>You are being rate limited</html>", Map.of());

        assertThat(wait(discord, BOT)).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(61));
    }

    @Test
    void a_429_in_json_that_names_no_time_and_no_limit_stops_everything_for_a_minute() throws InterruptedException {
        RestFixture discord = refused(
                "{\"code\":0,\"message\":\"You are being blocked from accessing our API temporarily\"}", Map.of());

        assertThat(wait(discord, BOT)).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(61));
        assertThat(wait(discord, OTHER_WEBHOOK)).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(61));
        assertThat(discord.limiter.block().refusals()).isOne();
    }

    @Test
    void a_403_in_html_stops_everything_for_a_minute() throws InterruptedException {
        RestFixture discord = refused(403, "<html>Access denied</html>", Map.of());

        assertThat(wait(discord, BOT)).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(61));
    }

    @Test
    void a_429_that_names_its_limit_but_no_time_is_no_block() throws InterruptedException {
        RestFixture discord = refused("{\"message\":\"slow\"}", Map.of("X-RateLimit-Scope", "user"));

        assertThat(discord.limiter.block().isUp()).isFalse();
        assertThat(wait(discord, OTHER_WEBHOOK)).isZero();
    }

    @Test
    void nonsense_is_as_good_as_no_time() throws InterruptedException {
        RestFixture discord =
                refused("{\"retry_after\":1e999999}", Map.of("Retry-After", "soon", "X-RateLimit-Reset-After", "-3"));

        assertThat(wait(discord, SAME)).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(6));
    }

    @Test
    void an_absurd_time_ends_after_a_month() throws InterruptedException {
        RestFixture discord = refused("{\"retry_after\":1e15}", Map.of());

        assertThat(wait(discord, SAME)).isBetween(Duration.ofDays(30), Duration.ofDays(31));
    }

    private static RestFixture refused(String body, Map<String, String> headers) throws InterruptedException {
        return refused(429, body, headers);
    }

    private static RestFixture refused(int status, String body, Map<String, String> headers)
            throws InterruptedException {
        try (TestServer server = new TestServer().replies(status, body, headers)) {
            RestFixture discord = new RestFixture(server.url());
            RestResult result =
                    discord.rest.executeWebhook(discord.webhook, RestFixture.body("{\"content\":\"hi\"}"), null);
            assertThat(RestFixture.failureOf(result).retryableWhenIdempotent()).isTrue();
            return discord;
        }
    }

    private static Duration wait(RestFixture discord, Route route) {
        Optional<Duration> wait = discord.limiter.nextPermit(route);
        return wait.orElseThrow();
    }
}
