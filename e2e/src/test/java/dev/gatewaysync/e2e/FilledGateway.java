package dev.gatewaysync.e2e;

import static org.awaitility.Awaitility.await;

import dev.gatewaysync.console.ConsoleApplication;
import dev.gatewaysync.console.publicpage.PublicServer;
import dev.gatewaysync.service.ServiceDefinition;
import dev.gatewaysync.simulator.trouble.Guide;
import dev.gatewaysync.storage.Database;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/** A gateway in trouble, with much to show and names that do not fit: what {@link EveryPageE2E} looks at. */
final class FilledGateway implements AutoCloseable {
    static final String OPERATOR = "Maximiliane Freifrau von Hohenstein-Преображенская";
    static final String PASSWORD = "a password that an operator has";

    private static final String LONG =
            "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaftsversammlung";
    private static final String NAME = LONG.substring(0, 60);
    private static final String CYRILLIC = "Исправлено: карточки в ленте новостей показывались дважды 🎉👩‍👩‍👧‍👦 ";
    private static final String OWN = "order-placed-from-the-partner-network-of-the-northern-region";
    private static final String PAUSED = "channel:gaming";
    private static final int FAILURES = 3;
    private static final String OPEN = "document.querySelectorAll('details').forEach(each => { each.open = true; })";

    /** Messages are there a moment after their page. */
    private static final String SHOWN = "new Promise(shown => { const look = setInterval(() => {"
            + " if (document.querySelector('.message')) { clearInterval(look); shown(''); } }, 20); })";

    private final RunningGateway running;
    private final ConsoleClient client;
    private String replay = "";
    private String failed = "";
    private String update = "";

    private FilledGateway(RunningGateway running) {
        this.running = running;
        this.client = new ConsoleClient(console(), token());
    }

    static FilledGateway start(Path directory) throws Exception {
        Path config = directory.resolve("gateway.yml");
        try (InputStream file = Objects.requireNonNull(FilledGateway.class.getResourceAsStream("full-gateway.yml"))) {
            Files.write(config, file.readAllBytes());
        }
        RunningGateway running = RunningGateway.start(
                directory,
                Map.of(
                        "GATEWAY_CONFIG", config.toString(),
                        "BACKUP_DIR", directory.resolve("backups").toString(),
                        "PARTNER_TOKEN", "the-token-of-the-partner-network",
                        "ALERT_TO", "channel:gaming",
                        "APP_NAME", "Everything Gateway für Donaudampfschifffahrt",
                        "DISCORD_ROUTES", "bug-fixed=gaming,sync-failed=gaming,category-added=off"));
        FilledGateway filled = new FilledGateway(running);
        try {
            filled.fill();
        } catch (Exception | AssertionError e) {
            filled.close();
            throw e;
        }
        return filled;
    }

    String console() {
        return running.gateway.consoleUrl().toString();
    }

    String token() {
        return running.gateway.settings().text("OPS_TOKEN").orElseThrow();
    }

    <T> T part(ServiceDefinition service, Class<T> type) {
        return running.gateway.part(service, type);
    }

    @Override
    public void close() {
        running.close();
    }

    /** Each page, where it has several in several states. */
    List<LookedAt> pages() {
        List<LookedAt> pages = new ArrayList<>();
        LookedAt overview = at("overview", "/", "/");
        pages.add(overview);
        pages.add(overview.with("menu", "document.querySelector('[data-fold]').click()"));
        LookedAt updates = at("updates", "/updates", "/updates");
        pages.add(updates);
        pages.add(at("updates-none", "/updates", "/updates?q=" + encoded("nothing like it")));
        pages.add(at("update", "/updates/{id}", "/updates/" + update).with("open", OPEN));
        pages.add(at("failed", "/failed", "/failed"));
        pages.add(at("failed-none", "/failed", "/failed?q=" + encoded("nothing like it")));
        pages.add(at("failed-message", "/failed/{id}", "/failed/" + failed).with("open", OPEN));
        pages.add(at("replay-preview", "/failed/preview", "/failed/preview?all=true"));
        pages.add(at("replay", "/failed/replays/{id}", "/failed/replays/" + replay));
        pages.add(at("charts", "/charts", "/charts?period=24h"));
        pages.add(at("catalogue", "/catalogue", "/catalogue").with("open", OPEN));
        LookedAt config = at("config", "/config", "/config");
        pages.add(config.with("open", OPEN));
        pages.add(config.after("reloaded", "document.querySelector('form[action=\"/config/reload\"] button').click()"));
        pages.add(at("config-placed", "/config", "/config?type=" + OWN + "&data=" + encoded(order())));
        pages.add(at("config-refused", "/config", "/config?type=" + OWN + "&data=" + encoded("{}")));
        LookedAt alerts = at("alerts", "/alerts", "/alerts");
        pages.add(alerts);
        pages.add(alerts.after("tested", "document.querySelector('form[action=\"/alerts/test\"] button').click()"));
        pages.add(at("system", "/system", "/system"));
        LookedAt people = at("people", "/people", "/people");
        pages.add(people.with("open", OPEN));
        pages.add(people.after(
                "told",
                "(form => { form.querySelector('[name=name]').value = '" + NAME + "'; form.submit(); })"
                        + "(document.querySelector('form[action=\"/people/tokens\"]'))"));
        pages.add(people.after(
                "refused",
                "(form => { form.querySelector('[name=name]').value = '" + OPERATOR + "'; form.submit(); })"
                        + "(document.querySelector('form[action=\"/people/users\"]'))"));
        LookedAt account = at("account", "/account", "/account");
        pages.add(account);
        pages.add(account.after(
                "refused",
                "(form => { form.querySelectorAll('[type=password]').forEach(each => { each.value = 'not this one';"
                        + " }); form.submit(); })(document.querySelector('form[action=\"/account/password\"]'))"));
        LookedAt send = at("send", "/send", "/send?type=" + OWN);
        pages.add(send);
        pages.add(send.after(
                "refused",
                "(form => { form.querySelector('input[name*=item], textarea').value = ''; form.submit(); })"
                        + "(document.querySelector('#event'))"));
        pages.add(send.after(
                "out-of-date",
                "(form => { form.querySelector('[name=_csrf]').value = 'of-before'; form.submit(); })"
                        + "(document.querySelector('#event'))"));
        LookedAt login = at("login", "/login", "/login");
        pages.add(login);
        pages.add(
                login.after(
                        "wrong",
                        "document.querySelector('[name=token]').value = 'no'; document.querySelector('button.primary').click()"));
        pages.add(LookedAt.page("not-found", null, console() + "/updates/" + LONG));

        pages.add(LookedAt.page("status-page", null, statusPage()).with("open", OPEN));
        String simulator = running.discord.webUrl();
        LookedAt discord = LookedAt.page("simulator", null, simulator);
        pages.add(discord.with("messages", SHOWN));
        pages.add(discord.with("channels", SHOWN + ".then(() => document.querySelector('#open-channels').click())"));
        pages.add(discord.with("pins", SHOWN + ".then(() => document.querySelector('#open-pins').click())"));
        pages.add(LookedAt.page("simulator-tour", null, simulator + "#/tour").with("shown", SHOWN));
        return pages;
    }

    private LookedAt at(String name, String route, String path) {
        return LookedAt.page(name, route, console() + path);
    }

    private void fill() throws Exception {
        running.discord.offerTroubles(new Guide(console(), "with OPS_TOKEN", type -> {}), List.of());
        rows(PageRows::uptime);
        fail();
        running.discord.faults().clear();
        for (int n = 0; n < 4; n++) {
            running.client.postUntilAccepted("order" + n, event(OWN, order()));
            running.client.postUntilAccepted("resource" + n, event("resource-added", resource(n)));
        }
        running.client.postUntilAccepted("maintenance", event("maintenance", maintenance()));
        running.client.postUntilAccepted("feature", event("feature-released", feature()));
        until(() -> client.get("/updates?type=" + OWN).at("/updates/0/synced").asBoolean(false));
        client.post("/targets/" + PAUSED + "/pause?why=" + encoded(CYRILLIC + LONG), "{}");
        running.client.postUntilAccepted("waits", event("bug-fixed", bug("Waits")));
        askSource("{\"test\":true}");
        askSource("{\"item\":" + text(LONG) + ",\"amount\":\"" + LONG + "\"}");
        askSource(order());
        client.post(
                "/alerts/snooze",
                "{\"rule\":\"catalogue-drift\",\"time\":\"7d\",\"why\":" + text(CYRILLIC + LONG) + "}");
        client.post("/sync", "{\"mode\":\"quick\"}");
        client.post("/backups", "{}");
        rows(PageRows::others);
        people();
        until(() -> client.get("/backups").toString().contains("\"file\""));
        until(() -> client.get("/alerts").path("firing").size() > 0);
        until(() -> get(statusPage()).contains("incident-over"));
    }

    /** The admin last: from then on the shared token says nothing of people. */
    private void people() throws Exception {
        client.post("/users", json("name", NAME).put("role", "reader").toString());
        client.post("/tokens", json("name", "ci").put("role", "reader").toString());
        client.post(
                "/tokens",
                json("name", "laptop")
                        .put("role", "operator")
                        .put("expires", "90d")
                        .toString());
        // Only an admin makes a token of a user.
        try (Database database =
                Database.open(running.gateway.settings().text("DATABASE_URL").orElseThrow())) {
            database.jdbc()
                    .sql(
                            "UPDATE access_token SET owner = (SELECT id FROM person WHERE role = 'reader') WHERE id = 'laptop'")
                    .update();
        }
        client.post(
                "/users",
                json("name", OPERATOR)
                        .put("role", "admin")
                        .put("password", PASSWORD)
                        .toString());
    }

    private void rows(Consumer<PageRows> adding) {
        try (Database database =
                Database.open(running.gateway.settings().text("DATABASE_URL").orElseThrow())) {
            adding.accept(new PageRows(database.jdbc(), LONG, CYRILLIC));
        }
    }

    /** What Discord has refused, one of them refused again after a replay. */
    private void fail() throws Exception {
        String sends = "/channels/" + channel() + "/messages";
        running.discord
                .faults()
                .always("POST", sends)
                .failBeforeCommit(
                        400,
                        "{\"code\":50035,\"message\":\"Invalid Form Body\",\"errors\":{\"embeds\":{\"0\":"
                                + "{\"title\":{\"_errors\":[{\"code\":\"BASE_TYPE_MAX_LENGTH\",\"message\":\"" + LONG
                                + "\"}]}}}}}");
        for (int n = 0; n < FAILURES; n++) {
            String id = running.client.postUntilAccepted("bug" + n, event("bug-fixed", bug(n + " ")));
            update = n == 0 ? id : update;
            int expected = n + 1;
            until(() -> client.get("/failed").path("total").asInt(0) == expected);
        }
        failed = client.get("/failed").at("/failed/0/id").asString("");
        String again = client.get("/failed").at("/failed/1/id").asString("");
        replay = client.post(
                        "/failed/replay",
                        "{\"ids\":[\"" + again + "\"],\"dryRun\":false,\"why\":" + text(CYRILLIC) + "}")
                .path("replay")
                .asString("");
        until(() -> running.discord.requests().stream()
                                .filter(request -> request.path().equals(sends) && request.status() == 400)
                                .count()
                        > FAILURES
                // Alerts go to that channel, too, and are refused as well.
                && client.get("/failed/replays/" + replay).path("failedAgain").asInt(0) == 1
                && client.get("/failed").path("total").asInt(0) == FAILURES);
    }

    /** Where nothing else is sent to. */
    private String channel() {
        return running.discord.channels().stream()
                .filter(channel -> channel.name().equals("gaming"))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private String statusPage() {
        return "http://localhost:"
                + part(ConsoleApplication.DEFINITION, PublicServer.class).port() + "/";
    }

    private static String get(String address) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private void askSource(String body) throws Exception {
        HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(running.gateway.ingestUrl()
                                        + "/webhook/in/partner-network-of-the-northern-region"))
                                .header("Content-Type", "application/json")
                                .header("Authorization", "Bearer the-token-of-the-partner-network")
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private static String event(String type, String data) {
        return "{\"type\":\"" + type + "\",\"data\":" + data + "}";
    }

    private static String order() {
        return json("item", LONG)
                .put("amount", 1_234_567.5)
                .put("buyer", "Константин Преображенский 👩‍👩‍👧‍👦")
                .put("url", "https://shop.example/orders/" + LONG)
                .toString();
    }

    private static String resource(int n) {
        return json("name", n + " " + CYRILLIC + LONG)
                .put("category", "Künstliche Intelligenz und Donaudampfschifffahrt 🤖")
                .put("url", "https://resource.example/" + n + "/" + LONG)
                .put("description", CYRILLIC.repeat(5))
                .toString();
    }

    private static String bug(String title) {
        return json("title", title + CYRILLIC + LONG).put("description", LONG).toString();
    }

    private static String maintenance() {
        return json("status", "scheduled")
                .put("message", CYRILLIC + LONG)
                .put("startTime", "2099-01-01T00:00:00Z")
                .toString();
    }

    private static String feature() {
        return json("featureName", LONG).put("version", "2.0.0-SNAPSHOT").toString();
    }

    private static ObjectNode json(String name, String value) {
        return WebhookClient.JSON.createObjectNode().put(name, value);
    }

    private static String text(String value) {
        return WebhookClient.JSON.writeValueAsString(value);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static void until(Callable<Boolean> condition) {
        await().atMost(Duration.ofSeconds(120)).ignoreExceptions().until(condition);
    }
}
