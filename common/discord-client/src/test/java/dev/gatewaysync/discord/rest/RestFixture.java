package dev.gatewaysync.discord.rest;

import dev.gatewaysync.discord.ratelimit.RateLimiter;
import dev.gatewaysync.discord.ratelimit.RateLimits;
import dev.gatewaysync.service.settings.SecretMask;
import dev.gatewaysync.task.ManualClock;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A client whose limiter lives in virtual time: a wait would block the test, so every test knows when none is due. */
final class RestFixture {
    static final String BOT_TOKEN = "MTk4.Cl2F.bot-secret";
    static final String WEBHOOK_TOKEN = "hook-secret_123";
    static final JsonMapper JSON = JsonMapper.builder().build();

    final ManualClock clock = new ManualClock();
    final RateLimiter limiter = new RateLimiter(RateLimits.defaults(), clock);
    final List<RequestReport> reports = new ArrayList<>();
    final WebhookAddress webhook = WebhookAddress.parse("https://discord.com/api/webhooks/55/" + WEBHOOK_TOKEN)
            .inChannel("7");
    final DiscordRest rest;

    RestFixture(String url) {
        this(url, Duration.ofSeconds(60));
    }

    RestFixture(String url, Duration timeout) {
        RestSettings settings = RestSettings.of(url, BOT_TOKEN)
                .withRequestTimeout(timeout)
                .withMask(SecretMask.of(List.of("a-secret-of-another-place")));
        rest = new DiscordRest(settings, limiter, reports::add, Clock.systemUTC());
    }

    static ObjectNode body(String json) {
        return (ObjectNode) JSON.readTree(json);
    }

    static DiscordFailure failureOf(RestResult result) {
        return ((RestResult.Refused) result).failure();
    }
}
