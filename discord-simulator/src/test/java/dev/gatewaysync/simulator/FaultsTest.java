package dev.gatewaysync.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.gatewaysync.simulator.faults.AddressBlock;
import dev.gatewaysync.simulator.limits.LimitSettings;
import dev.gatewaysync.simulator.limits.Scope;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

class FaultsTest {

    private static final String POSTS = "/webhooks/\\d+/[^/]+$";

    private final DiscordSimulator simulator =
            DiscordSimulator.start(SimulatorSettings.standard().withLimits(LimitSettings.none()));
    private final SimulatorClient client = new SimulatorClient(simulator);

    @AfterEach
    void stop() {
        assertThat(simulator.faults().waiting()).isZero();
        simulator.close();
    }

    @Test
    void a_failure_before_the_commit_leaves_nothing_behind() throws Exception {
        simulator.faults().next(2, "POST", POSTS).failBeforeCommit(503, "{}");
        assertThat(client.webhook("x").status()).isEqualTo(503);
        assertThat(client.webhook("x").status()).isEqualTo(503);
        assertThat(simulator.messages("updates")).isEmpty();
        assertThat(client.webhook("x").status()).isEqualTo(200);
    }

    @Test
    void a_failure_after_the_commit_hides_that_it_worked() throws Exception {
        simulator.faults().next(1, "*", POSTS).failAfterCommit(502, "<html>Bad gateway</html>");
        assertThat(client.webhook("x").status()).isEqualTo(502);
        assertThat(simulator.messages("updates")).hasSize(1);
    }

    @Test
    void a_fault_for_another_route_waits_for_it() throws Exception {
        simulator.faults().next(1, "GET", "/users/@me$").failBeforeCommit(500, "{}");
        assertThat(client.webhook("x").status()).isEqualTo(200);
        assertThat(client.bot("GET", "/users/@me").status()).isEqualTo(500);
    }

    @Test
    void a_reset_closes_the_connection_before_or_after_the_commit() {
        simulator.faults().next(1, "POST", POSTS).resetBeforeCommit();
        assertThatThrownBy(() -> client.webhook("x")).isInstanceOf(IOException.class);
        assertThat(simulator.messages("updates")).isEmpty();
        simulator.faults().next(1, "POST", POSTS).resetAfterCommit();
        assertThatThrownBy(() -> client.webhook("x")).isInstanceOf(IOException.class);
        assertThat(simulator.messages("updates")).hasSize(1);
        assertThat(simulator.requests()).hasSize(2).allMatch(request -> request.status() == 0);
    }

    @Test
    void an_edit_that_is_executed_late_brings_back_the_old() throws Exception {
        var message = simulator.webhookUrl() + "/messages/"
                + client.webhook("first").json().get("id").asString();
        var late = new CompletableFuture<Void>();
        simulator.faults().next(1, "PATCH", "/messages/\\d+$").commitWhen(late, 504, "{}");
        assertThat(client.send("PATCH", message, SimulatorClient.content("old"), "")
                        .status())
                .isEqualTo(504);
        assertThat(client.send("PATCH", message, SimulatorClient.content("new"), "")
                        .status())
                .isEqualTo(200);
        assertThat(simulator.messages("updates").getFirst().content()).isEqualTo("new");
        late.complete(null);
        await().until(() -> simulator.messages("updates").getFirst().content().equals("old"));
    }

    @Test
    void a_delay_answers_late_and_healthy() throws Exception {
        simulator.faults().next(1, "POST", POSTS).delay(Duration.ofMillis(120));
        long start = System.nanoTime();
        assertThat(client.webhook("x").status()).isEqualTo(200);
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(120_000_000L);
    }

    @Test
    void a_hang_ends_without_an_answer() {
        simulator.faults().next(1, "POST", POSTS).hangAfterCommit(Duration.ofMillis(50));
        assertThatThrownBy(() -> client.webhook("x")).isInstanceOf(IOException.class);
        assertThat(simulator.messages("updates")).hasSize(1);
    }

    @Test
    void a_forced_429_may_contradict_itself() throws Exception {
        simulator.faults().next(1, "POST", POSTS).rateLimit(Scope.SHARED, 1, 1163);
        var reply = client.webhook("x");
        assertThat(reply.status()).isEqualTo(429);
        assertThat(reply.header("Retry-After")).isEqualTo("1");
        assertThat(reply.header("X-RateLimit-Scope")).isEqualTo("shared");
        assertThat(reply.json().get("retry_after").asDouble()).isEqualTo(1163);
        assertThat(simulator.counters().rateLimited()).containsEntry("shared", 1L);
        assertThat(simulator.counters().invalidRequests()).isZero();
        assertThat(simulator.requests().getFirst().retryAfter()).isEqualTo(1163);
        assertThat(simulator.requests().getFirst().scope()).isEqualTo("shared");
    }

    @Test
    void a_block_by_cloudflare_is_html_and_does_not_come_via_discord() throws Exception {
        simulator.faults().next(1, "POST", POSTS).blockedByCloudflare(600);
        var reply = client.webhook("x");
        assertThat(reply.status()).isEqualTo(429);
        assertThat(reply.header("Content-Type")).startsWith("text/html");
        assertThat(reply.header("Retry-After")).isEqualTo("600");
        assertThat(reply.response().headers().firstValue("Via")).isEmpty();
    }

    @Test
    void a_page_of_the_network_says_nothing_of_whether_the_message_is_there() throws Exception {
        simulator.faults().next(1, "POST", POSTS).gatewayErrorBeforeCommit(502);
        simulator.faults().next(1, "POST", POSTS).gatewayErrorAfterCommit(504);
        for (int status : List.of(502, 504)) {
            var reply = client.webhook("x");
            assertThat(reply.status()).isEqualTo(status);
            assertThat(reply.header("Content-Type")).startsWith("text/html");
            assertThat(reply.response().headers().firstValue("Via")).isEmpty();
        }
        assertThat(simulator.messages("updates")).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(AddressBlock.class)
    void a_blocked_address_gets_no_further_on_any_route_until_it_is_free(AddressBlock shape) throws Exception {
        simulator.faults().block(shape);
        for (var reply : List.of(
                client.webhook("x"),
                client.bot("GET", "/users/@me"),
                client.bot("GET", "/gateway/bot"),
                client.send("GET", simulator.apiUrl() + "/nothing", "", ""))) {
            assertThat(reply.status()).isEqualTo(shape == AddressBlock.HTML_403 ? 403 : 429);
            assertThat(reply.response().headers().map().keySet())
                    .noneMatch(name -> name.toLowerCase(Locale.ROOT).matches("retry-after|via|x-ratelimit.*"));
            if (shape == AddressBlock.JSON_429) {
                assertThat(reply.json().propertyNames()).containsExactlyInAnyOrder("code", "message");
            } else {
                assertThat(reply.header("Content-Type")).startsWith("text/html");
            }
        }
        assertThat(simulator.faults().blockedRequests()).isEqualTo(4);
        assertThat(simulator.counters().invalidRequests()).isEqualTo(4);
        assertThat(simulator.messages("updates")).isEmpty();
        simulator.faults().unblock();
        assertThat(client.webhook("x").status()).isEqualTo(200);
        assertThat(simulator.faults().blockedRequests()).isEqualTo(4);
    }

    @Test
    void a_standing_fault_hits_until_it_is_cleared() throws Exception {
        simulator.faults().always("POST", POSTS).tooManyThreads();
        assertThat(client.webhook("x").json().get("code").asInt()).isEqualTo(160_006);
        assertThat(client.webhook("x").status()).isEqualTo(400);
        simulator.faults().clear();
        assertThat(client.webhook("x").status()).isEqualTo(200);
    }

    @Test
    void not_every_404_names_what_is_gone() throws Exception {
        simulator.faults().next(1, "POST", POSTS).notFoundWithoutCode();
        assertThat(client.webhook("x").json().get("code").asInt()).isZero();
        simulator.faults().next(1, "POST", POSTS).notFoundInHtml();
        var html = client.webhook("x");
        assertThat(html.status()).isEqualTo(404);
        assertThat(html.header("Content-Type")).startsWith("text/html");
        simulator.faults().next(1, "POST", POSTS).sendingDisabled();
        assertThat(client.webhook("x").json().get("code").asInt()).isEqualTo(40_004);
    }

    @Test
    void logins_are_counted_down() throws Exception {
        simulator.spendSessionStarts(997);
        assertThat(sessionStarts().get("remaining").asInt()).isEqualTo(3);
        assertThat(sessionStarts().get("reset_after").asLong()).isPositive();
        simulator.spendSessionStarts(10);
        assertThat(sessionStarts().get("remaining").asInt()).isZero();
    }

    private JsonNode sessionStarts() throws Exception {
        return client.bot("GET", "/gateway/bot").json().get("session_start_limit");
    }
}
