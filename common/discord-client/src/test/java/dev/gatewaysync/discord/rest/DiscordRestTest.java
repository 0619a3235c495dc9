package dev.gatewaysync.discord.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysync.discord.ratelimit.RateLimiter;
import dev.gatewaysync.discord.ratelimit.RateLimits;
import dev.gatewaysync.discord.rest.RestResult.Done;
import dev.gatewaysync.task.ManualClock;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DiscordRestTest {
    private final TestServer server = new TestServer();
    private final RestFixture discord = new RestFixture(server.url());

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_message_is_created_once_per_nonce_and_pings_nobody() throws InterruptedException {
        server.replies(200, "{\"id\":\"99\"}");

        RestResult result = discord.rest.createMessage("7", RestFixture.body("{\"content\":\"@everyone\"}"), "abc");

        assertThat(((Done) result).body().path("id").asString()).isEqualTo("99");
        TestServer.Request request = server.requests.getFirst();
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.uri()).isEqualTo("/api/v10/channels/7/messages");
        assertThat(request.header("Authorization")).isEqualTo("Bot " + RestFixture.BOT_TOKEN);
        assertThat(request.header("User-agent")).startsWith("DiscordBot (https://");
        assertThat(request.headers()).doesNotContainKey("Upgrade");
        assertThat(RestFixture.JSON.readTree(request.body())).isEqualTo(RestFixture.body("""
                                {"content":"@everyone","allowed_mentions":{"parse":[]},"nonce":"abc","enforce_nonce":true}
                                """));
    }

    @Test
    void a_webhook_waits_for_the_message_and_sends_no_bot_token() throws InterruptedException {
        server.replies(200, "{\"id\":\"99\"}");

        discord.rest.executeWebhook(discord.webhook, RestFixture.body("{\"content\":\"hi\"}"), "12");

        TestServer.Request request = server.requests.getFirst();
        assertThat(request.uri())
                .isEqualTo("/api/v10/webhooks/55/" + RestFixture.WEBHOOK_TOKEN + "?wait=true&thread_id=12");
        assertThat(request.headers()).doesNotContainKey("Authorization");
        assertThat(request.body()).contains("\"allowed_mentions\":{\"parse\":[]}");
    }

    @Test
    void edits_silence_mentions_again_and_leave_the_callers_body_alone() throws InterruptedException {
        server.replies(200, "{\"id\":\"99\"}");
        var body = RestFixture.body("{\"content\":\"hi\"}");

        discord.rest.editMessage("7", "99", body);
        discord.rest.editWebhookMessage(discord.webhook, "99", body, null);

        assertThat(server.requests).allSatisfy(request -> {
            assertThat(request.method()).isEqualTo("PATCH");
            assertThat(request.body()).contains("\"allowed_mentions\":{\"parse\":[]}");
        });
        assertThat(body.has("allowed_mentions")).isFalse();
    }

    @Test
    void allowed_mentions_of_the_caller_are_kept() throws InterruptedException {
        server.replies(200, "{}");

        discord.rest.createMessage("7", RestFixture.body("{\"allowed_mentions\":{\"users\":[\"3\"]}}"), "n");

        assertThat(server.requests.getFirst().body()).contains("\"allowed_mentions\":{\"users\":[\"3\"]}");
    }

    @Test
    void pins_go_by_the_new_paths() throws InterruptedException {
        server.replies(204, "").replies(200, "{\"items\":[],\"has_more\":false}");

        assertThat(discord.rest.pin("7", "99")).isInstanceOf(Done.class);
        assertThat(discord.rest.pins("7", null)).isInstanceOf(Done.class);

        assertThat(server.requests)
                .extracting(request -> request.method() + " " + request.uri())
                .containsExactly(
                        "PUT /api/v10/channels/7/messages/pins/99", "GET /api/v10/channels/7/messages/pins?limit=50");
    }

    @Test
    void reads_go_where_they_should() throws InterruptedException {
        server.replies(200, "[]");

        discord.rest.getMessages("7", MessagePage.after("98", 100));
        discord.rest.getMessage("7", "99");
        discord.rest.guildChannels("3");
        discord.rest.currentUser();
        discord.rest.gateway();
        discord.rest.getWebhook(discord.webhook);

        assertThat(server.requests)
                .extracting(TestServer.Request::uri)
                .containsExactly(
                        "/api/v10/channels/7/messages?after=98&limit=100",
                        "/api/v10/channels/7/messages/99",
                        "/api/v10/guilds/3/channels",
                        "/api/v10/users/@me",
                        "/api/v10/gateway/bot",
                        "/api/v10/webhooks/55/" + RestFixture.WEBHOOK_TOKEN);
    }

    @Test
    void limits_in_the_answer_reach_the_limiter() throws InterruptedException {
        server.replies(
                200,
                "{\"id\":\"99\"}",
                Map.of(
                        "X-RateLimit-Bucket", "b",
                        "X-RateLimit-Limit", "5",
                        "X-RateLimit-Remaining", "0",
                        "X-RateLimit-Reset-After", "1.500"));

        discord.rest.executeWebhook(discord.webhook, RestFixture.body("{}"), null);

        assertThat(discord.limiter.nextPermit(discord.reports.getFirst().route()))
                .hasValueSatisfying(
                        wait -> assertThat(wait).isBetween(Duration.ofMillis(1_500), Duration.ofMillis(1_600)));
    }

    @Test
    void a_fourth_edit_of_an_old_message_has_to_wait() throws InterruptedException {
        server.replies(200, "{\"id\":\"99\"}");
        for (int i = 0; i < 3; i++) {
            discord.rest.editMessage("7", "99", RestFixture.body("{}"));
        }

        assertThat(discord.limiter.nextPermit(discord.reports.getFirst().route()))
                .hasValueSatisfying(wait -> assertThat(wait).isGreaterThanOrEqualTo(Duration.ofSeconds(6)));
    }

    @Test
    void without_a_bot_token_nothing_is_sent() throws InterruptedException {
        RateLimiter limiter = new RateLimiter(RateLimits.defaults(), new ManualClock());
        try (DiscordRest rest =
                new DiscordRest(RestSettings.of(server.url(), " "), limiter, RequestObserver.NONE, Clock.systemUTC())) {
            DiscordFailure failure = RestFixture.failureOf(rest.currentUser());

            assertThat(failure.failureClass()).isEqualTo(FailureClass.CREDENTIAL);
            assertThat(failure.message()).contains("DISCORD_TOKEN");
            assertThat(server.requests).isEmpty();
        }
    }

    @Test
    void by_an_answers_date_it_is_known_how_far_our_clock_is_from_discords() throws InterruptedException {
        server.replies(200, "{}");
        RateLimiter limiter = new RateLimiter(RateLimits.defaults(), new ManualClock());
        Clock ahead = Clock.offset(Clock.systemUTC(), Duration.ofHours(1));
        try (DiscordRest rest =
                new DiscordRest(RestSettings.of(server.url(), "token"), limiter, RequestObserver.NONE, ahead)) {
            rest.currentUser();

            assertThat(rest.clockDifference()).isBetween(Duration.ofMinutes(59), Duration.ofMinutes(61));
        }
    }

    @Test
    void what_is_no_id_gets_into_no_path() {
        assertThatThrownBy(() -> discord.rest.getMessage("7/../8", "1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no Discord id");
    }

    @Test
    void every_request_is_reported_without_ids() throws InterruptedException {
        server.replies(200, "{}");

        discord.rest.getMessage("7", "99");

        RequestReport report = discord.reports.getFirst();
        assertThat(report.route()).hasToString("GET /channels/{channel.id}/messages/{message.id}");
        assertThat(report.status()).isEqualTo(200);
        assertThat(report.waited()).isZero();
        assertThat(report.rateLimited()).isNull();
    }
}
