package dev.gatewaysync.sync.uptime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.gatewaysync.service.settings.Secret;
import dev.gatewaysync.sync.TestMainApp;
import dev.gatewaysync.testkit.Pause;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
        assertThat(result.response()).isPositive().isLessThan(Duration.ofSeconds(15));
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
            for (int i = 0; i < 100; i++) {
                exchange.getResponseBody().write("x".getBytes(StandardCharsets.UTF_8));
                exchange.getResponseBody().flush();
                Pause.of(Duration.ofMillis(100));
            }
        });
        long start = System.nanoTime();
        try (AppCheck check = new AppCheck(app.url(), settings(null, Duration.ofSeconds(1)))) {
            assertThat(check.look().problem()).isEqualTo("no answer within 1.0 s");
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
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

    @ParameterizedTest
    @ValueSource(ints = {404, 405, 410})
    void an_app_without_a_first_page_is_watched_at_its_catalogue(int status) {
        status(status);
        app.with("/data/categories.json", "{}");
        CheckResult result = lookAt(Optional.empty());
        assertThat(result.state()).isEqualTo(AppState.UP);
        assertThat(app.requests())
                .extracting(TestMainApp.Request::path, TestMainApp.Request::authorization)
                .containsExactly(tuple("/", null), tuple("/data/categories.json", "Bearer the-key"));

        app.answer("/data/categories.json", exchange -> TestMainApp.send(exchange, 503, new byte[0]));
        assertThat(lookAt(Optional.empty()).state()).isEqualTo(AppState.DOWN);
        app.answer("/data/categories.json", exchange -> TestMainApp.send(exchange, 404, new byte[0]));
        assertThat(lookAt(Optional.empty()).problem())
                .isEqualTo("HTTP " + status + " at " + app.url() + "/, HTTP 404 at " + app.url()
                        + "/data/categories.json");
    }

    @Test
    void a_path_of_its_own_is_asked_and_nothing_else() {
        status(500);
        app.with("/healthz", "ok");
        assertThat(lookAt(Optional.of("/healthz")).state()).isEqualTo(AppState.UP);
        app.answer("/healthz", exchange -> TestMainApp.send(exchange, 404, new byte[0]));
        app.with("/data/categories.json", "{}");
        assertThat(lookAt(Optional.of("/healthz?deep=1")).problem()).isEqualTo("HTTP 404 at " + app.url() + "/healthz");
        assertThat(app.requests()).extracting(TestMainApp.Request::path).containsOnly("/healthz");
    }

    @ParameterizedTest
    @CsvSource({
        "400, , HTTP 400 at APP/",
        "401, , HTTP 401 at APP/",
        "403, , HTTP 403 at APP/",
        "429, , HTTP 429 at APP/",
        "304, , HTTP 304 at APP/",
        "302, , APP/ redirects to something that is no http address",
        "302, ftp://x.example/, APP/ redirects to something that is no http address",
        "302, 'http://[', APP/ redirects to something that is no address",
        "307, http://127.0.0.2:1/admin, 'APP/ redirects to the private address http://127.0.0.2:1/admin of another"
                + " origin, which is not followed; set MAIN_APP_URL to it if it is the main app'",
        "308, //10.0.0.7/x?token=y, 'APP/ redirects to the private address http://10.0.0.7/x of another"
                + " origin, which is not followed; set MAIN_APP_URL to it if it is the main app'",
        "301, /, 'APP/ redirects more than 5 times, at last to APP/'",
        "301, /gone, 'HTTP 404 at APP/gone, where APP/ points'",
    })
    void the_reason_names_the_address_and_where_it_pointed(int status, String location, String reason) {
        app.answer("/gone", exchange -> TestMainApp.send(exchange, 404, new byte[0]));
        app.answer("/", exchange -> {
            if (location != null) {
                exchange.getResponseHeaders().set("Location", location);
            }
            TestMainApp.send(exchange, status, new byte[0]);
        });
        assertThat(look(null))
                .extracting(CheckResult::state, CheckResult::problem)
                .containsExactly(AppState.DEGRADED, reason.replace("APP/", app.url() + "/"));
    }

    private CheckResult lookAt(Optional<String> path) {
        AppAddress address = AppAddress.of(
                app.url(),
                path,
                Optional.of(app.url().resolve("/data/categories.json")),
                Optional.of(new Secret("the-key")));
        try (AppCheck check = new AppCheck(address, settings(null))) {
            return check.look();
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
        return settings(text, Duration.ofSeconds(15));
    }

    private static UptimeSettings settings(String text, Duration patience) {
        return new UptimeSettings(Duration.ofMinutes(1), patience, Optional.empty(), Optional.ofNullable(text));
    }
}
