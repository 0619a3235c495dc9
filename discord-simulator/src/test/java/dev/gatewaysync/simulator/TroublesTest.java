package dev.gatewaysync.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.simulator.trouble.Guide;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The page's buttons, by what Discord then answers. */
class TroublesTest {
    private final DiscordSimulator simulator = DiscordSimulator.start(SimulatorSettings.standard());
    private final SimulatorClient client = new SimulatorClient(simulator);
    private final List<String> sent = new ArrayList<>();

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void nothing_can_be_broken_where_nobody_has_offered_it() throws Exception {
        assertThat(client.page("troubles").get("troubles")).isEmpty();
        assertThat(client.press("trouble", "{\"id\":\"webhook\",\"broken\":true}")
                        .status())
                .isEqualTo(400);
        assertThat(client.webhook("hello").status()).isEqualTo(200);
    }

    @Test
    void a_deleted_webhook_is_unknown_until_it_is_there_again() throws Exception {
        offer();
        set("webhook", true);
        var refused = client.webhook("hello");
        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.json().get("code").asInt()).isEqualTo(10015);
        set("webhook", false);
        assertThat(client.webhook("hello").status()).isEqualTo(200);
    }

    @Test
    void a_hidden_channel_is_50001_one_without_writing_50013_and_both_are_mended_apart() throws Exception {
        offer();
        set("forbidden", true);
        assertThat(post().json().get("code").asInt()).isEqualTo(50013);
        set("hidden", true);
        assertThat(post().json().get("code").asInt()).isEqualTo(50001);
        set("hidden", false);
        assertThat(post().json().get("code").asInt()).isEqualTo(50013);
        set("forbidden", false);
        assertThat(post().status()).isEqualTo(200);
    }

    @Test
    void an_outage_is_answered_by_a_proxy_in_plain_words() throws Exception {
        offer();
        set("outage", true);
        var refused = post();
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.header("Content-Type")).isEqualTo("text/plain");
        assertThat(refused.response().body()).startsWith("upstream connect error");
        set("outage", false);
        assertThat(post().status()).isEqualTo(200);
    }

    @Test
    void a_blocked_address_is_told_no_time_and_not_by_discord() throws Exception {
        offer();
        set("block", true);
        var refused = post();
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).isEmpty();
        assertThat(refused.header("Via")).isEmpty();
        set("block", false);
        assertThat(post().status()).isEqualTo(200);
    }

    @Test
    void a_rate_limit_names_its_time_and_whose_it_is() throws Exception {
        offer();
        set("limit", true);
        var refused = post();
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).isEqualTo("5");
        assertThat(refused.header("X-RateLimit-Scope")).isEqualTo("shared");
        assertThat(refused.json().get("retry_after").asDouble()).isEqualTo(5);
        set("limit", false);
        assertThat(post().status()).isEqualTo(200);
    }

    @Test
    void the_page_says_of_each_what_happens_where_to_look_and_whether_it_is_broken() throws Exception {
        offer();
        set("outage", true);
        var shown = client.page("troubles");
        assertThat(shown.get("console").asString()).isEqualTo("http://localhost:3002");
        shown.get("troubles").forEach(trouble -> {
            for (String words : List.of("title", "happens", "seen", "done", "heals")) {
                assertThat(trouble.get(words).asString()).isNotBlank();
            }
            assertThat(trouble.get("look").asString()).startsWith("/");
            assertThat(trouble.get("active").asBoolean())
                    .isEqualTo(trouble.get("id").asString().equals("outage"));
        });
    }

    @Test
    void an_event_that_shows_it_is_sent_by_whoever_offers() throws Exception {
        offer();
        assertThat(client.press("send", "{\"id\":\"hidden\"}").status()).isEqualTo(200);
        assertThat(sent).containsExactly("resource-added");
    }

    private void offer() {
        simulator.offerTroubles(new Guide("http://localhost:3002", "with OPS_TOKEN", sent::add), List.of());
    }

    private void set(String id, boolean broken) throws Exception {
        assertThat(client.press("trouble", "{\"id\":\"" + id + "\",\"broken\":" + broken + "}")
                        .json()
                        .get("active")
                        .asBoolean())
                .isEqualTo(broken);
    }

    private SimulatorClient.Reply post() throws Exception {
        return client.bot("POST", client.messagesPath("ai-tools"), SimulatorClient.content("hello"));
    }
}
