package dev.gatewaysync.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysync.simulator.limits.LimitSettings;
import dev.gatewaysync.simulator.limits.Scope;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

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
}
