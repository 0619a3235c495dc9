package dev.gatewaysync.e2e;

import static dev.gatewaysync.e2e.Tour.until;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gatewaysync.storage.Database;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Takes the pictures of the documents anew, with {@code -Ddocs.pictures=docs/images}: of a demo and what breaks in it. */
class ConsolePicturesE2E {
    private static final int DESK = 1280;
    private static final int PHONE = 360;

    @TempDir
    Path directory;

    @Test
    void the_pictures_of_the_documents_show_the_console_as_it_is() throws Exception {
        String pictures = System.getProperty("docs.pictures", "");
        assumeTrue(!pictures.isEmpty(), "no folder for them is named");
        assumeTrue(Browser.installed().isPresent(), "no Chromium is installed");
        Path folder = Files.createDirectories(Path.of(pictures).toAbsolutePath());
        try (Tour tour = new Tour(directory);
                Browser chromium = Browser.start(Browser.installed().orElseThrow(), directory.resolve("profile"))) {
            Tab tab = chromium.newTab();
            logIn(tab, tour);
            uptime(tour);
            for (String event : new String[] {
                "{\"type\":\"app-deployed\",\"data\":{\"version\":\"v2.1.0\",\"changes\":[\"Search in all categories\"]}}",
                "{\"type\":\"feature-released\",\"data\":{\"featureName\":\"Search in all categories\",\"version\":\"v2.1.0\"}}",
                "{\"type\":\"stats-updated\",\"data\":{\"resourceCount\":48,\"categoryCount\":4,\"totalUsers\":1512}}"
            }) {
                tour.console.post("/events", event);
            }
            until(() -> tour.status().path("appStatus").asString("").equals("online")
                    && tour.status().path("needs").isEmpty()
                    && tour.status().path("lanes").isEmpty()
                    && tour.console
                                    .get("/updates?type=stats-updated&status=synced")
                                    .path("updates")
                                    .size()
                            > 0);
            take(tab, tour, "/", DESK, 900, false, folder.resolve("console-overview.png"));
            take(tab, tour, "/", PHONE, 780, true, folder.resolve("console-phone-dark.png"));
            take(tab, tour, "/send?type=resource-added", DESK, 900, false, folder.resolve("console-send.png"));

            String tried = triedAgain(tour);
            tab.show(DESK, false);
            tab.open(tour.gateway.consoleUrl() + "/updates/" + tried);
            // How many attempts stand above it is up to the machine.
            int bottom = Integer.parseInt(
                    tab.evaluate(
                            "String(Math.ceil([...document.querySelectorAll('section.card')]"
                                    + ".find(card => card.innerText.startsWith('How long it took')).getBoundingClientRect().bottom) + 16)"));
            tab.picture(folder.resolve("console-waterfall.png"), DESK, bottom);
            take(tab, tour, "/updates/" + tried, DESK, 900, true, folder.resolve("console-update-dark.png"));

            fail(tour);
            take(tab, tour, "/failed", DESK, 900, false, folder.resolve("console-failed.png"));
            tab.follow("document.querySelector('.groups a.button').click()");
            tab.picture(folder.resolve("console-replay.png"), DESK, 900);
        }
    }

    private static void logIn(Tab tab, Tour tour) throws Exception {
        tab.runFirst("");
        tab.open(tour.gateway.consoleUrl() + "/login");
        String token = tour.gateway.settings().text("OPS_TOKEN").orElseThrow();
        tab.evaluate("document.querySelector('[name=token]').value = '" + token + "'");
        tab.evaluate("document.querySelector('[name=name]').value = 'ann'");
        tab.follow("document.querySelector('button.primary').click()");
    }

    private static void take(Tab tab, Tour tour, String page, int width, int height, boolean dark, Path file)
            throws Exception {
        tab.show(width, dark);
        tab.open(tour.gateway.consoleUrl() + page);
        tab.picture(file, width, height);
    }

    /** Thirty days, of which one was bad and one nearly good. */
    private static void uptime(Tour tour) {
        long day = Duration.ofDays(1).toMillis();
        long today = Instant.now().truncatedTo(ChronoUnit.DAYS).toEpochMilli();
        rows(tour, jdbc -> {
            for (int ago = 1; ago < 30; ago++) {
                long up = ago == 19 ? day * 97 / 100 : ago == 11 ? day * 995 / 1000 : day;
                for (String table : new String[] {"uptime_day", "uptime_hour"}) {
                    jdbc.sql("INSERT INTO " + table + " VALUES (?, ?, ?, 1, 1, 1, 1)")
                            .params(today - ago * day, day, up)
                            .update();
                }
            }
        });
    }

    /** @return the id of an update that Discord took at a later try */
    private static String triedAgain(Tour tour) throws Exception {
        tour.press("outage", true);
        tour.send("outage");
        until(() -> tour.status().toString().contains("Discord answers 503"));
        tour.press("outage", false);
        until(() -> tour.cards("Fix").size() == 1);
        until(() -> tour.console
                        .get("/updates?q=tour&status=synced")
                        .path("updates")
                        .size()
                == 1);
        return tour.console.get("/updates?q=tour").at("/updates/0/id").asString("");
    }

    /** By a webhook that is gone, and in three ways more that take longer than a picture should. */
    private static void fail(Tour tour) throws Exception {
        tour.press("webhook", true);
        for (String button : new String[] {"webhook", "webhook", "webhook", "hidden", "hidden"}) {
            tour.send(button);
        }
        until(() -> tour.console.get("/failed").path("total").asInt(0) == 5);
        rows(tour, jdbc -> {
            failed(
                    jdbc,
                    "m1",
                    "discord",
                    "category:ai-tools",
                    "permanent",
                    "POST /channels/{channel.id}/messages was answered 400, code 50035: Invalid Form Body");
            failed(
                    jdbc,
                    "m2",
                    "main-app",
                    null,
                    "permanent",
                    "POST https://app.example/api/updates was answered 410: Gone");
            failed(jdbc, "m3", "history", null, "poison", "Its consumer died 6 times");
        });
    }

    private static void failed(JdbcClient jdbc, String id, String queue, String target, String kind, String error) {
        long before = Instant.now().minus(Duration.ofHours(1)).toEpochMilli();
        jdbc.sql("""
                        INSERT INTO failed_message (id, event_id, event_type, queue, target, title, error_class, error,
                          attempts, first_failed_at, last_failed_at, status, headers, body)
                        VALUES (?, ?, 'bug-fixed', ?, ?, 'The list jumps while it loads', ?, ?, 3, ?, ?, 'open', '{}', '{}')""")
                .params(id, "event-" + id, queue, target, kind, error, before, before)
                .update();
    }

    private static void rows(Tour tour, java.util.function.Consumer<JdbcClient> adding) {
        try (Database database =
                Database.open(tour.gateway.settings().text("DATABASE_URL").orElseThrow())) {
            adding.accept(database.jdbc());
        }
    }
}
