package dev.gatewaysync.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operator at the console in a real browser: from a broken Discord to every card shown once. */
class ConsoleBrowserE2E {
    private static final String READ = "a-token-that-only-reads";
    private static final int EVENTS = 3;
    private static final String POSTS = "/(webhooks|channels)/";

    @TempDir
    Path directory;

    @Test
    void what_discord_refused_is_seen_mended_and_replayed_and_a_reader_cannot() throws Exception {
        assumeTrue(Browser.installed().isPresent(), "no Chromium is installed");
        try (RunningGateway running = RunningGateway.start(directory, Map.of("OPS_READ_TOKEN", READ));
                Browser chromium = Browser.start(Browser.installed().orElseThrow(), directory.resolve("profile"))) {
            Tab browser = chromium.newTab();
            browser.show(1280, false);
            String console = running.gateway.consoleUrl().toString();
            String token = running.gateway.settings().text("OPS_TOKEN").orElseThrow();
            running.discord
                    .faults()
                    .next(EVENTS, "POST", POSTS)
                    .failBeforeCommit(400, "{\"code\":50035,\"message\":\"no\"}");
            for (int n = 1; n <= EVENTS; n++) {
                running.client.postUntilAccepted(
                        "k" + n, "{\"type\":\"bug-fixed\",\"data\":{\"title\":\"Replayed " + n + "\"}}");
                int expected = n;
                until(() -> new ConsoleClient(console, token)
                                .get("/failed")
                                .path("total")
                                .asInt(0)
                        == expected);
            }
            running.discord.faults().clear();

            browser.open(console + "/failed");
            assertThat(browser.address()).isEqualTo("/login");
            logIn(browser, READ);
            assertThat(browser.text()).contains("Failed messages", "read-only").doesNotContain("Replay or discard");
            assertThat(browser.evaluate("fetch('/failed/replay', {method: 'POST', body: new URLSearchParams({all: true,"
                            + " _csrf: document.querySelector('[name=_csrf]').value})}).then(a => String(a.status))"))
                    .isEqualTo("403");
            browser.follow("document.querySelector('form[action=\"/logout\"] button').click()");

            browser.open(console + "/failed");
            logIn(browser, token);
            assertThat(browser.text()).contains("By cause", "bug-fixed");
            browser.follow("document.querySelector('.groups a.button').click()");
            assertThat(browser.text()).contains("Replay " + EVENTS + " messages?");
            browser.follow("document.querySelector('form[action=\"/failed/replay\"] button').click()");
            assertThat(browser.address()).startsWith("/failed/replays/");
            until(() -> browser.text().contains("done") && browser.text().contains(EVENTS + " of " + EVENTS));

            until(() -> running.cards("updates").size() == EVENTS);
            List<String> titles =
                    running.cards("updates").stream().map(Object::toString).toList();
            for (int n = 1; n <= EVENTS; n++) {
                String title = "Replayed " + n;
                assertThat(titles).filteredOn(card -> card.contains(title)).hasSize(1);
            }

            theMenuOfAPhoneIsOpenedFromTheKeyboard(browser, console);

            browser.show(1280, false);
            // The history is written beside the cards.
            until(() -> {
                browser.open(console + "/updates?q=Replayed");
                return browser.evaluate("String(document.querySelector('.rows a.row') !== null)")
                        .equals("true");
            });
            browser.follow("document.querySelector('.rows a.row').click()");
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(browser.text())
                            .contains("synced", "Timeline", "announcements", "attempt 1", "open in Discord"));
        }
    }

    private static void theMenuOfAPhoneIsOpenedFromTheKeyboard(Tab browser, String console) throws Exception {
        String focused = "document.activeElement.innerText.trim()";
        browser.show(360, false);
        browser.open(console + "/");
        browser.press("Tab");
        assertThat(browser.evaluate(focused)).isEqualTo("Skip to content");
        assertThat(browser.text()).doesNotContain("Log out");
        browser.press("Tab");
        browser.press("Tab");
        assertThat(browser.evaluate(focused)).contains("Menu");
        browser.press("Enter");
        assertThat(browser.text()).contains("Log out", "Send a test");
        assertThat(browser.evaluate("document.activeElement.getAttribute('aria-expanded')"))
                .isEqualTo("true");
        browser.press("Tab");
        assertThat(browser.evaluate(focused)).isEqualTo("Overview");
        browser.press("Escape");
        assertThat(browser.text()).doesNotContain("Log out");
        assertThat(browser.evaluate(focused)).contains("Menu");
    }

    private static void logIn(Tab browser, String token) throws Exception {
        browser.evaluate("document.querySelector('[name=token]').value = '" + token + "'");
        browser.follow("document.querySelector('button.primary').click()");
    }

    private static void until(Callable<Boolean> condition) {
        await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(condition);
    }
}
