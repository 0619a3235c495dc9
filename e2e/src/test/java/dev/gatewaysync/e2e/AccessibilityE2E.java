package dev.gatewaysync.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gatewaysync.console.ConsoleApplication;
import dev.gatewaysync.console.publicpage.PublicServer;
import dev.gatewaysync.storage.Database;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every page of the console, light and dark, on a phone; {@code -Daxe.desk=true} looks at a wide screen, too. */
class AccessibilityE2E {
    private static final int PHONE = 390;
    private static final int DESK = 1280;
    private static final List<Integer> WIDTHS = Boolean.getBoolean("axe.desk") ? List.of(PHONE, DESK) : List.of(PHONE);

    @TempDir
    Path directory;

    @Test
    void no_page_has_a_serious_finding() throws Exception {
        assumeTrue(Browser.installed().isPresent(), "no Chromium is installed");
        Optional<AxeCore> axe = AxeCore.installed();
        assumeTrue(axe.isPresent(), "npm is not there or reaches no registry");
        try (RunningGateway running = RunningGateway.start(directory, Map.of());
                Browser browser = Browser.start(Browser.installed().orElseThrow(), directory.resolve("profile"))) {
            String console = running.gateway.consoleUrl().toString();
            String token = running.gateway.settings().text("OPS_TOKEN").orElseThrow();
            ConsoleClient client = new ConsoleClient(console, token);
            running.client.postUntilAccepted(
                    "k0", "{\"type\":\"maintenance\",\"data\":{\"status\":\"scheduled\",\"message\":\"Soon\"}}");
            running.client.postUntilAccepted(
                    "k1", "{\"type\":\"feature-released\",\"data\":{\"featureName\":\"Search\",\"version\":\"2\"}}");
            await().atMost(Duration.ofSeconds(60))
                    .ignoreExceptions()
                    .until(() -> client.get("/updates?type=feature-released")
                            .at("/updates/0/synced")
                            .asBoolean(false));
            String update = client.get("/updates?type=feature-released")
                    .at("/updates/0/id")
                    .asString("");
            addFailure(running, "open");
            addFailure(running, "replayed");
            String replay = client.post("/failed/replay", "{\"ids\":[\"replayed\"],\"dryRun\":false}")
                    .path("replay")
                    .asString("");

            List<String> findings = new ArrayList<>();
            int statusPage = running.gateway
                    .part(ConsoleApplication.DEFINITION, PublicServer.class)
                    .port();
            look(browser, axe.get(), "http://localhost:" + statusPage, "/", findings);
            look(browser, axe.get(), console, "/login", findings);
            browser.evaluate("document.querySelector('[name=token]').value = '" + token + "'");
            browser.follow("document.querySelector('button.primary').click()");
            for (String page : List.of(
                    "/",
                    "/updates",
                    "/updates/" + update,
                    "/updates/unknown",
                    "/failed",
                    "/failed/open",
                    "/failed/preview?all=true",
                    "/failed/replays/" + replay,
                    "/charts?period=7d",
                    "/catalogue",
                    "/system",
                    "/send?type=resource-added")) {
                look(browser, axe.get(), console, page, findings);
            }
            assertThat(findings).isEmpty();
        }
    }

    private static void look(Browser browser, AxeCore axe, String console, String page, List<String> findings)
            throws Exception {
        browser.open(console + page);
        for (int width : WIDTHS) {
            for (boolean dark : List.of(false, true)) {
                browser.show(width, dark);
                String as = page + (dark ? " dark " : " light ") + width + ": ";
                axe.seriousFindings(browser).forEach(finding -> findings.add(as + finding));
                if (Integer.parseInt(browser.evaluate("String(document.documentElement.scrollWidth)")) > width) {
                    findings.add(as + "is wider than the screen");
                }
            }
        }
    }

    private static void addFailure(RunningGateway running, String id) throws Exception {
        String body = "{\"id\":\"event-" + id + "\",\"type\":\"resource-added\",\"source\":\"main-app\","
                + "\"timestamp\":\"2026-01-01T00:00:00Z\",\"receivedAt\":\"2026-01-01T00:00:00Z\","
                + "\"data\":{\"name\":\"A tool\",\"category\":\"AI Tools\",\"url\":\"https://tool.example\","
                + "\"description\":\"For people.\",\"tags\":[\"free\"]}}";
        try (Database database =
                Database.open(running.gateway.settings().text("DATABASE_URL").orElseThrow())) {
            database.jdbc()
                    .sql("""
                            INSERT INTO failed_message (id, event_id, event_type, queue, error_class, error, attempts,
                              first_failed_at, last_failed_at, status, headers, body)
                            VALUES (:id, :event, 'resource-added', 'discord', 'permanent', 'Missing Permissions', 1, 1, 1,
                              'open', '{}', :body)""")
                    .param("id", id)
                    .param("event", "event-" + id)
                    .param("body", body)
                    .update();
        }
    }
}
