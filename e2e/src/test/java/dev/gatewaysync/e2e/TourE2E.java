package dev.gatewaysync.e2e;

import static dev.gatewaysync.e2e.Tour.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The demo that fails: buttons of the simulated Discord's page, from the fault to each card shown once. */
class TourE2E {
    @TempDir
    static Path directory;

    private static Tour tour;

    @BeforeAll
    static void start() throws Exception {
        tour = new Tour(directory);
        // A hidden channel that was never sent to is one that is not there.
        tour.send("hidden");
        until(() -> tour.cards("Tool").size() == 1);
    }

    @AfterAll
    static void stop() {
        tour.close();
    }

    @ParameterizedTest
    @CsvSource({
        "limit, Fix, announcements",
        "outage, Fix, Discord answers 503",
        "hidden, Tool, permission View Channel",
        "forbidden, Tool, code 50013: Missing Permissions",
        "app, Fix, The main app is offline"
    })
    void what_is_broken_is_said_and_mended_everything_comes_once_by_itself(String button, String title, String said)
            throws Exception {
        tour.breakAndMend(button, title, said);
    }

    @Test
    void a_webhook_that_was_deleted_is_made_again_resumed_and_what_failed_is_replayed_once() throws Exception {
        tour.press("webhook", true);
        tour.send("webhook");
        until(() -> tour.status().toString().contains("Nothing is sent to announcements"));
        until(() -> tour.console.get("/failed").path("total").asInt(0) == 1);
        tour.press("webhook", false);
        tour.console.post("/targets/announcements/resume", "{}");
        until(() -> !tour.status().path("needs").toString().contains("announcements"));
        tour.console.post("/failed/replay", "{\"all\":true,\"dryRun\":false}");
        until(() -> tour.cards("Fix").size() == 1);
        until(() -> tour.console.get("/failed").path("total").asInt(1) == 0);
        assertThat(tour.cards("Fix")).hasSize(1);
    }

    @Test
    void the_tour_is_walked_on_a_phone_and_its_buttons_do_what_they_say() throws Exception {
        assumeTrue(Browser.installed().isPresent(), "no Chromium is installed");
        try (Browser chromium = Browser.start(Browser.installed().orElseThrow(), directory.resolve("profile"))) {
            Tab browser = chromium.newTab();
            browser.show(360, true);
            browser.open(tour.gateway.simulatorUrl().orElseThrow() + "#/tour");
            until(() -> browser.text().contains("Step 1 of 6"));
            click(browser, "set-limit");
            until(() -> browser.text().contains("Broken. Every message is answered 429"));
            assertThat(browser.evaluate("document.querySelector('.trouble-card a.button').href"))
                    .isEqualTo(tour.gateway.consoleUrl() + "/");
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
}
