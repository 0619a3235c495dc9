package dev.gatewaysync.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gatewaysync.embedded.FreePort;
import dev.gatewaysync.service.Settings;
import dev.gatewaysync.standalone.Gateway;
import dev.gatewaysync.testkit.Infra;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The demo that fails: every button of the simulated Discord's page, from the fault to each card shown once. */
@Order(1)
class TourE2E {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    static Path directory;

    private static Gateway gateway;
    private static ConsoleClient console;
    private static int sent;

    @BeforeAll
    static void start() throws Exception {
        Map<String, String> settings = new HashMap<>(Infra.start().wiped().settings());
        settings.put("GATEWAY_DATA_DIR", directory.resolve("data").toString());
        settings.put("WEBHOOK_SECRET", GatewayProcess.SECRET);
        settings.put("UPTIME_INTERVAL", "1s");
        for (String port : List.of(
                "CONSOLE_PORT",
                "CONSOLE_METRICS_PORT",
                "SIMULATOR_PORT",
                "WEBHOOK_PORT",
                "INGEST_METRICS_PORT",
                "WORKER_METRICS_PORT",
                "PUBLISHER_METRICS_PORT")) {
            settings.put(port, Integer.toString(FreePort.find()));
        }
        gateway = Gateway.start(new Settings(settings), true);
        console = new ConsoleClient(
                gateway.consoleUrl().toString(),
                gateway.settings().text("OPS_TOKEN").orElseThrow());
        until(() -> status().path("discordStatus").asString("").equals("simulator"));
        until(() -> status().path("appStatus").asString("").equals("online"));
        // A hidden channel that was never sent to is one that is not there.
        send("hidden");
        until(() -> cards("Tool").size() == 1);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    /** What the console says comes from its overview: a need, or a target that waits. */
    @ParameterizedTest
    @CsvSource({
        "limit, Fix, announcements",
        "outage, Fix, Discord answers 503",
        "session, Fix, The bot is not connected",
        "hidden, Tool, permission View Channel",
        "forbidden, Tool, code 50013: Missing Permissions",
        "app, Fix, The main app is offline",
        "block, Fix, Discord blocks this address"
    })
    void what_is_broken_is_said_and_mended_everything_comes_once_by_itself(String button, String title, String said)
            throws Exception {
        press(button, true);
        send(button);
        until(() -> status().toString().contains(said));
        press(button, false);
        until(() -> cards(title).size() == 1);
        until(() -> !status().path("needs").toString().contains(said)
                && status().path("lanes").isEmpty());
        assertThat(cards(title)).hasSize(1);
    }

    @Test
    void a_webhook_that_was_deleted_is_made_again_resumed_and_what_failed_is_replayed_once() throws Exception {
        press("webhook", true);
        send("webhook");
        until(() -> status().toString().contains("Nothing is sent to announcements"));
        until(() -> console.get("/failed").path("total").asInt(0) == 1);
        press("webhook", false);
        console.post("/targets/announcements/resume", "{}");
        until(() -> !status().path("needs").toString().contains("announcements"));
        console.post("/failed/replay", "{\"all\":true,\"dryRun\":false}");
        until(() -> cards("Fix").size() == 1);
        until(() -> console.get("/failed").path("total").asInt(1) == 0);
        assertThat(cards("Fix")).hasSize(1);
    }

    @Test
    void the_tour_is_walked_on_a_phone_and_its_buttons_do_what_they_say() throws Exception {
        assumeTrue(Browser.installed().isPresent(), "no Chromium is installed");
        try (Browser chromium = Browser.start(Browser.installed().orElseThrow(), directory.resolve("profile"))) {
            Tab browser = chromium.newTab();
            browser.show(360, true);
            browser.open(gateway.simulatorUrl().orElseThrow() + "#/tour");
            until(() -> browser.text().contains("Step 1 of 6"));
            click(browser, "set-limit");
            until(() -> browser.text().contains("Broken. Every message is answered 429"));
            assertThat(browser.evaluate("document.querySelector('.trouble-card a.button').href"))
                    .isEqualTo(gateway.consoleUrl() + "/");
            // That it is broken comes to the page by another way than the answer, and until then the button breaks it.
            until(() -> browser.evaluate("document.querySelector('[data-do=\"set-limit\"]').textContent")
                    .equals("Mend it"));
            click(browser, "set-limit");
            until(() -> browser.text().contains("Mended."));
            for (int step = 2; step <= 6; step++) {
                click(browser, "next");
                assertThat(browser.text())
                        .contains(
                                "Step " + step + " of 6",
                                "What is broken",
                                "What the operator sees",
                                "What they do",
                                "How it heals");
                assertThat(browser.evaluate("String(document.documentElement.scrollWidth)"))
                        .isEqualTo("360");
            }
        }
    }

    private static void click(Tab browser, String what) throws Exception {
        browser.evaluate("document.querySelector('[data-do=\"" + what + "\"]').click()");
    }

    private static void press(String button, boolean broken) throws IOException, InterruptedException {
        page("trouble", "{\"id\":\"" + button + "\",\"broken\":" + broken + "}");
    }

    private static void send(String button) throws IOException, InterruptedException {
        page("send", "{\"id\":\"" + button + "\"}");
        sent++;
    }

    /** Those of the event that was sent last; of a resource its highlight, and not the announcement beside it. */
    private static List<JsonNode> cards(String title) throws IOException, InterruptedException {
        return WebhookClient.JSON
                .readTree(page("messages", null))
                .get("messages")
                .valueStream()
                .flatMap(message -> message.path("embeds").valueStream())
                .filter(card -> card.toString().contains(title + " no. " + sent + " of the tour"))
                .filter(card -> !card.path("title").asString("").contains("New resource"))
                .toList();
    }

    private static JsonNode status() throws IOException, InterruptedException {
        return console.get("/status");
    }

    private static String page(String path, String body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(gateway.simulatorUrl().orElseThrow() + "sim/api/" + path))
                .timeout(Duration.ofSeconds(60));
        if (body != null) {
            request.header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body));
        }
        HttpResponse<String> answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private static void until(Callable<Boolean> condition) {
        await().atMost(Duration.ofMinutes(3)).ignoreExceptions().until(condition);
    }
}
