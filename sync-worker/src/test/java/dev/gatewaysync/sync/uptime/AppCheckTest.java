package dev.gatewaysync.sync.uptime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.sync.TestMainApp;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AppCheckTest {
    private final TestMainApp app = new TestMainApp();

    @AfterEach
    void stop() {
        app.close();
    }

    @Test
    void an_answer_is_up_and_timed() {
        CheckResult result = look(null);
        assertThat(result.state()).isEqualTo(AppState.UP);
        assertThat(result.status()).isEqualTo(200);
        assertThat(result.response()).isPositive().isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void errors_are_told_apart() {
        status(500);
        assertThat(look(null))
                .extracting(CheckResult::state, CheckResult::problem)
                .containsExactly(AppState.DOWN, "HTTP 500");
        status(404);
        assertThat(look(null).state()).isEqualTo(AppState.DEGRADED);
        app.answer("/", exchange -> {
            exchange.getResponseHeaders().set("Location", "/elsewhere");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        assertThat(look(null).state()).isEqualTo(AppState.UP);
    }

    @Test
    void a_page_without_the_text_is_degraded() {
        assertThat(look("The app").state()).isEqualTo(AppState.UP);
        CheckResult wrong = look("The shop");
        assertThat(wrong.state()).isEqualTo(AppState.DEGRADED);
        assertThat(wrong.problem()).isEqualTo("the page does not say what it should");
    }

    @Test
    void a_body_that_trickles_in_takes_no_longer_than_the_timeout() {
        app.answer("/", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try {
                for (int i = 0; i < 100; i++) {
                    exchange.getResponseBody().write("x".getBytes(StandardCharsets.UTF_8));
                    exchange.getResponseBody().flush();
                    Thread.sleep(100);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        long start = System.nanoTime();
        assertThat(look(null).problem()).isEqualTo("no answer within 1.0 s");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void nobody_there_is_down_with_the_reason() {
        try (AppCheck check = new AppCheck(URI.create("http://127.0.0.1:1"), settings(null))) {
            assertThat(check.look().problem()).isEqualTo("it refuses connections");
        }
        try (AppCheck check = new AppCheck(URI.create("http://nobody.invalid"), settings(null))) {
            assertThat(check.look().state()).isEqualTo(AppState.DOWN);
        }
    }

    private void status(int status) {
        app.answer("/", exchange -> TestMainApp.send(exchange, status, new byte[0]));
    }

    private CheckResult look(String text) {
        try (AppCheck check = new AppCheck(app.url(), settings(text))) {
            return check.look();
        }
    }

    private static UptimeSettings settings(String text) {
        return new UptimeSettings(Duration.ofMinutes(1), Duration.ofSeconds(1), Optional.ofNullable(text));
    }
}
