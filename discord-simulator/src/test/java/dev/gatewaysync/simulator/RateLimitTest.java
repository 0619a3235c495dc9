package dev.gatewaysync.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.simulator.SimulatorClient.Reply;
import dev.gatewaysync.simulator.guild.SimulatedChannel;
import dev.gatewaysync.simulator.limits.LimitSettings;
import dev.gatewaysync.simulator.limits.WindowMode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RateLimitTest {

    private final SettableTime time = new SettableTime();
    private DiscordSimulator simulator;
    private SimulatorClient client;

    private void start(LimitSettings limits) {
        simulator = DiscordSimulator.start(
                SimulatorSettings.standard().withClock(time.clock()).withLimits(limits));
        client = new SimulatorClient(simulator);
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @ParameterizedTest
    @EnumSource
    void a_webhook_takes_five_posts_in_two_seconds_and_says_so(WindowMode mode) throws Exception {
        start(LimitSettings.all(mode));
        var granted = posts(5);
        assertThat(granted).extracting(Reply::status).containsOnly(200);
        assertThat(granted)
                .extracting(reply -> reply.header("X-RateLimit-Remaining"))
                .containsExactly("4", "3", "2", "1", "0");
        assertThat(granted.getLast().header("X-RateLimit-Limit")).isEqualTo("5");
        assertThat(granted.getLast().header("X-RateLimit-Reset-After")).isEqualTo("2.000");
        assertThat(granted.getLast().header("X-RateLimit-Reset")).isEqualTo("1767225602.000");
        assertThat(granted.getLast().header("X-RateLimit-Bucket")).matches("[0-9a-f]{32}");

        var refused = client.webhook("one too many");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).isEqualTo("2");
        assertThat(refused.header("X-RateLimit-Scope")).isEqualTo("user");
        assertThat(refused.header("Via")).isEqualTo("1.1 google");
        assertThat(refused.json().get("retry_after").asDouble()).isEqualTo(2.0);
        assertThat(refused.json().get("global").asBoolean()).isFalse();
        assertThat(simulator.messages("updates")).hasSize(5);

        time.pass(Duration.ofSeconds(2));
        assertThat(posts(5)).extracting(Reply::status).containsOnly(200);
    }

    @Test
    void a_fixed_window_gives_everything_back_at_once() throws Exception {
        start(LimitSettings.all(WindowMode.FIXED));
        posts(1);
        time.pass(Duration.ofMillis(1900));
        posts(4);
        time.pass(Duration.ofMillis(100));
        assertThat(posts(5)).extracting(Reply::status).containsOnly(200);
    }

    @Test
    void a_sliding_window_gives_back_one_by_one() throws Exception {
        start(LimitSettings.all(WindowMode.SLIDING));
        posts(1);
        time.pass(Duration.ofMillis(1900));
        assertThat(posts(4).getLast().header("X-RateLimit-Reset-After")).isEqualTo("2.000");
        time.pass(Duration.ofMillis(100));
        assertThat(posts(2)).extracting(Reply::status).containsExactly(200, 429);
    }

    @Test
    void a_sliding_refusal_names_the_time_until_the_next_slot() throws Exception {
        start(LimitSettings.all(WindowMode.SLIDING));
        posts(1);
        time.pass(Duration.ofMillis(1500));
        posts(4);
        var refused = client.webhook("too early");
        assertThat(refused.json().get("retry_after").asDouble()).isEqualTo(0.5);
        assertThat(refused.header("Retry-After")).isEqualTo("1");
    }

    @Test
    void creating_and_editing_share_a_hash_but_count_apart() throws Exception {
        start(LimitSettings.all(WindowMode.FIXED));
        var path = client.messagesPath("tools");
        var created = client.bot("POST", path, SimulatorClient.content("one"));
        assertThat(client.statuses(4, "tools")).containsOnly(200);
        var edited =
                client.bot("PATCH", path + "/" + created.json().get("id").asString(), SimulatorClient.content("two"));
        assertThat(edited.status()).isEqualTo(200);
        assertThat(edited.header("X-RateLimit-Remaining")).isEqualTo("4");
        assertThat(edited.header("X-RateLimit-Bucket")).isEqualTo(created.header("X-RateLimit-Bucket"));
    }

    @Test
    void channels_count_apart() {
        start(LimitSettings.all(WindowMode.FIXED));
        assertThat(client.statuses(6, "tools")).endsWith(200, 429);
        assertThat(client.statuses(1, "news")).containsExactly(200);
    }

    @ParameterizedTest
    @EnumSource
    void all_webhooks_of_a_channel_share_thirty_posts_a_minute_that_no_header_tells(WindowMode mode) throws Exception {
        start(LimitSettings.all(mode));
        var second = simulator.addWebhook("updates") + "?wait=true";
        for (int i = 0; i < 3; i++) {
            assertThat(posts(5)).extracting(Reply::status).containsOnly(200);
            for (int j = 0; j < 5; j++) {
                assertThat(client.post(second, "no. " + j).status()).isEqualTo(200);
            }
            time.pass(Duration.ofSeconds(3));
        }
        var refused = client.webhook("no. 31");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("X-RateLimit-Remaining")).isEqualTo("4");
        assertThat(refused.json().get("retry_after").asDouble()).isEqualTo(51.0);
        time.pass(Duration.ofSeconds(51));
        assertThat(client.webhook("no. 31").status()).isEqualTo(200);
    }

    @Test
    void the_bot_has_fifty_requests_a_second_in_all_and_webhooks_are_not_counted_with_it() throws Exception {
        start(LimitSettings.all(WindowMode.FIXED));
        for (var channel : simulator.channels().stream()
                .filter(SimulatedChannel::isText)
                .limit(10)
                .toList()) {
            assertThat(client.statuses(5, channel.name())).containsOnly(200);
        }
        var refused = client.bot("GET", "/users/@me");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("X-RateLimit-Global")).isEqualTo("true");
        assertThat(refused.header("X-RateLimit-Scope")).isEqualTo("global");
        assertThat(refused.json().get("global").asBoolean()).isTrue();
        assertThat(client.webhook("still free").status()).isEqualTo(200);
        assertThat(client.bot("GET", "/gateway").status()).isEqualTo(200);
        time.pass(Duration.ofSeconds(1));
        assertThat(client.bot("GET", "/users/@me").status()).isEqualTo(200);
        assertThat(simulator.counters().rateLimited()).containsExactly(Map.entry("global", 1L));
    }

    @Test
    void edits_of_messages_older_than_an_hour_are_slowed_down() throws Exception {
        start(LimitSettings.all(WindowMode.FIXED).withBuckets(false));
        var path = client.messagesPath("tools");
        var message = path + "/"
                + client.bot("POST", path, SimulatorClient.content("old"))
                        .json()
                        .get("id")
                        .asString();
        time.pass(Duration.ofMinutes(61));
        for (int i = 0; i < 3; i++) {
            assertThat(client.bot("PATCH", message, SimulatorClient.content("new " + i))
                            .status())
                    .isEqualTo(200);
        }
        var refused = client.bot("PATCH", message, SimulatorClient.content("new 4"));
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.json().get("code").asInt()).isEqualTo(30046);
        time.pass(Duration.ofSeconds(6));
        assertThat(client.bot("PATCH", message, SimulatorClient.content("new 4"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void switched_off_limits_neither_refuse_nor_show() throws Exception {
        start(LimitSettings.none());
        var replies = posts(60);
        assertThat(replies).extracting(Reply::status).containsOnly(200);
        assertThat(replies.getLast().header("X-RateLimit-Limit")).isEmpty();
    }

    private List<Reply> posts(int count) throws IOException, InterruptedException {
        var replies = new ArrayList<Reply>();
        for (int i = 0; i < count; i++) {
            replies.add(client.webhook("no. " + i));
        }
        return replies;
    }
}
