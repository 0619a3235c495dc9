package dev.gatewaysync.console.place;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gatewaysync.console.AlertSettings;
import dev.gatewaysync.console.ConsoleSettings;
import dev.gatewaysync.crypto.StandardWebhooks;
import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.service.settings.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Each kind of place, against a server of its kind. */
class PlacesTest {
    private static final Instant NOW = Instant.parse("2026-11-29T20:31:37Z");
    private static final String SECRET = "whsec_c2VjcmV0LW9mLXRoZS10ZXN0cw==";
    private static final String OTHER = "another-secret-of-the-tests";
    private static final Notice NOTICE = new Notice(
            "01991f3a-7c1e-4b6a-9d55-3b1f6f0a7c11",
            Notice.Kind.BEGAN,
            NOW,
            "Something is down: Nothing is sent to announcements: @everyone [x](http://evil.example)",
            List.of(new Notice.Item(
                    "target",
                    "announcements",
                    true,
                    "Nothing is sent to announcements: @everyone [x](http://evil.example) **a**",
                    NOW.minusSeconds(90),
                    null,
                    "Press Resume",
                    "https://console.example.com/system")),
            "https://console.example.com/alerts");

    private final List<Map<String, String>> requests = new ArrayList<>();
    private final Map<String, String> answers = new HashMap<>();
    private final Map<String, String> answerHeaders = new HashMap<>();
    private HttpServer server;
    private int status = 200;
    private String answer = "{}";

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void a_webhook_is_signed_with_each_secret_and_has_the_same_id_at_every_try() throws Exception {
        Place place = places("ALERT_TO=" + url() + "/hooks/t0ken?key=s3cret", "ALERT_SECRET=" + SECRET + "," + OTHER)
                .getFirst();
        assertThat(place.tell(NOTICE)).isEqualTo(new Told.Done());
        assertThat(place.tell(NOTICE)).isEqualTo(new Told.Done());
        assertThat(requests).extracting(request -> request.get("webhook-id")).containsExactly(NOTICE.id(), NOTICE.id());
        Map<String, String> request = requests.getFirst();
        byte[] body = request.getOrDefault("body", "").getBytes(StandardCharsets.UTF_8);
        for (String secret : List.of(SECRET, OTHER)) {
            assertThat(StandardWebhooks.matches(
                            StandardWebhooks.key(secret),
                            NOTICE.id(),
                            request.getOrDefault("webhook-timestamp", ""),
                            request.getOrDefault("webhook-signature", ""),
                            body))
                    .isTrue();
        }
        JsonNode json = EventJson.mapper().readTree(body);
        assertThat(json.path("type").asString("")).isEqualTo("alert.began");
        assertThat(json.at("/data/alerts/0/since").asString("")).isEqualTo("2026-11-29T20:30:07Z");
        assertThat(json.path("text").asString(""))
                .contains(
                        "since 2026-11-29 20:30 UTC", "What to do: Press Resume", "https://console.example.com/system");
        assertThat(place.name() + place.key()).doesNotContain("t0ken", "s3cret");
    }

    @Test
    void what_a_webhook_answers_says_how_long_it_is_left_alone() throws Exception {
        Place place = places("ALERT_TO=" + url() + "/hook").getFirst();
        status = 503;
        answerHeaders.put("Retry-After", "120");
        assertThat(place.tell(NOTICE)).isEqualTo(new Told.Failed("it answers 503", Duration.ofSeconds(120), false));
        status = 410;
        answerHeaders.clear();
        assertThat(place.tell(NOTICE)).isEqualTo(new Told.Failed("it answers 410", Duration.ZERO, true));
        server.stop(0);
        assertThat(place.tell(NOTICE)).isEqualTo(Told.Failed.of("it cannot be reached"));
    }

    @Test
    void a_date_says_too_how_long_it_is_left_alone_and_no_text_calls_everybody() throws Exception {
        Place place = places("ALERT_TO=" + url() + "/hook").getFirst();
        status = 429;
        answerHeaders.put("Retry-After", "Sun, 29 Nov 2026 20:33:37 GMT");
        assertThat(place.tell(NOTICE)).isEqualTo(new Told.Failed("it answers 429", Duration.ofSeconds(120), false));
        JsonNode body = EventJson.mapper().readTree(requests.getFirst().getOrDefault("body", ""));
        assertThat(body.path("text").asString("")).contains("@\u200beveryone").doesNotContain("@everyone");
    }

    @Test
    void a_channel_is_one_of_text_where_the_bot_may_write_cards() throws Exception {
        Place place = places(
                        "ALERT_TO=channel:ops",
                        "DISCORD_TOKEN=t",
                        "GUILD_ID=100000000000000001",
                        "DISCORD_API_URL=" + url())
                .getFirst();
        answers.put(
                "/guilds/100000000000000001/channels", "[{\"id\":\"100000000000000002\",\"type\":2,\"name\":\"ops\"}]");
        assertThat(place.check()).isEqualTo(Told.Failed.of("the server has no text channel #ops"));
        answers.put(
                "/guilds/100000000000000001/channels",
                "[{\"id\":\"100000000000000002\",\"type\":2,\"name\":\"ops\"},"
                        + "{\"id\":\"100000000000000003\",\"type\":0,\"name\":\"ops\"}]");
        answers.put(
                "/channels/100000000000000003",
                "{\"id\":\"100000000000000003\",\"type\":0,\"guild_id\":\"100000000000000001\"}");
        answers.put("/users/@me", "{\"id\":\"100000000000000004\"}");
        answers.put("/guilds/100000000000000001/members/100000000000000004", "{\"roles\":[]}");
        answers.put("/guilds/100000000000000001", guild(1L << 10));
        assertThat(place.check()).isEqualTo(Told.Failed.of("the bot needs there: Send Messages, Embed Links"));
        answers.put("/guilds/100000000000000001", guild(1L << 10 | 1L << 11 | 1L << 14));
        assertThat(place.check()).isEqualTo(new Told.Done());
    }

    @Test
    void a_card_whose_answer_is_lost_is_unclear() throws Exception {
        status = 502;
        Place place = places("ALERT_TO=https://discord.com/api/webhooks/1/t", "DISCORD_API_URL=" + url())
                .getFirst();
        assertThat(place.tell(NOTICE)).isInstanceOf(Told.Unclear.class);
    }

    @Test
    void a_card_pings_nobody_and_shows_what_comes_from_outside_as_it_is() throws Exception {
        answer = "{\"id\":\"1\"}";
        Place place = places(
                        "ALERT_TO=https://discord.com/api/webhooks/123456789012345678/t0ken",
                        "DISCORD_API_URL=" + url() + "/api/v10")
                .getFirst();
        assertThat(place.tell(NOTICE)).isEqualTo(new Told.Done());
        Map<String, String> request = requests.getFirst();
        assertThat(request.get("path")).isEqualTo("/api/v10/webhooks/123456789012345678/t0ken");
        JsonNode body = EventJson.mapper().readTree(request.getOrDefault("body", ""));
        assertThat(body.path("allowed_mentions").toString()).isEqualTo("{\"parse\":[]}");
        assertThat(body.at("/embeds/0/description").asString(""))
                .contains(
                        "\\@everyone \\[x\\]\\(http://evil.example\\) \\*\\*a\\*\\*",
                        "<t:1795984207:f>",
                        "→ Press Resume");
        assertThat(place.name() + place.key()).contains("123456789012345678").doesNotContain("t0ken");
    }

    @Test
    void a_very_long_notice_stays_within_discords_limits() throws Exception {
        answer = "{\"id\":\"1\"}";
        Notice.Item item = new Notice.Item("disk", "x", false, "*".repeat(5_000), NOW, null, "Make room", null);
        Notice many = new Notice(
                "n1", Notice.Kind.BEGAN, NOW, "t".repeat(900), java.util.Collections.nCopies(40, item), null);
        places("ALERT_TO=https://discord.com/api/webhooks/1/t", "DISCORD_API_URL=" + url())
                .getFirst()
                .tell(many);
        JsonNode embed = EventJson.mapper()
                .readTree(requests.getFirst().getOrDefault("body", ""))
                .at("/embeds/0");
        assertThat(embed.path("title").asString("").length()).isLessThanOrEqualTo(256);
        assertThat(embed.path("description").asString(""))
                .hasSizeLessThanOrEqualTo(4096)
                .endsWith("more");
    }

    @Test
    void a_webhook_that_is_gone_is_said_so() throws Exception {
        status = 404;
        answer = "{\"message\":\"Unknown Webhook\",\"code\":10015}";
        Place place = places("ALERT_TO=https://discord.com/api/webhooks/1/t", "DISCORD_API_URL=" + url())
                .getFirst();
        Told.Failed gone =
                new Told.Failed("Discord answers 404, code 10015: the webhook or channel is gone", Duration.ZERO, true);
        assertThat(place.check()).isEqualTo(gone);
        assertThat(place.tell(NOTICE)).isEqualTo(gone);
    }

    @Test
    void a_mail_says_it_in_plain_text_and_nothing_in_it_becomes_a_header() throws Exception {
        try (MailServerDouble mail = MailServerDouble.start()) {
            Place place = places(
                            "ALERT_TO=mailto:ops@example.com",
                            "SMTP_URL=smtp://127.0.0.1:" + mail.port() + "?from=gateway@example.com")
                    .getFirst();
            Notice evil = new Notice(
                    "n1", Notice.Kind.BEGAN, NOW, "Down\r\nBcc: evil@example.com", NOTICE.items(), NOTICE.link());
            assertThat(place.check()).isEqualTo(new Told.Done());
            assertThat(place.tell(evil)).isEqualTo(new Told.Done());
            String received = mail.received();
            assertThat(received)
                    .contains(
                            "From: gateway@example.com",
                            "To: ops@example.com",
                            "Subject: [App] Down Bcc: evil@example.com",
                            "Message-ID: <n1@gateway-sync>",
                            "Auto-Submitted: auto-generated",
                            "What to do: Press Resume");
            assertThat(received.lines()).noneMatch(line -> line.startsWith("Bcc:"));
        }
        Place away = places("ALERT_TO=mailto:ops@example.com", "SMTP_URL=smtp://127.0.0.1:1?from=gateway@example.com")
                .getFirst();
        assertThat(away.tell(NOTICE)).isEqualTo(Told.Failed.of("the mail server cannot be reached"));
    }

    private void answer(HttpExchange exchange) throws IOException {
        Map<String, String> request = new HashMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> request.put(name.toLowerCase(), values.getFirst()));
        request.put("path", exchange.getRequestURI().getPath());
        request.put("body", new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        requests.add(request);
        byte[] bytes =
                answers.getOrDefault(exchange.getRequestURI().getPath(), answer).getBytes(StandardCharsets.UTF_8);
        answerHeaders.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static String guild(long permissions) {
        return "{\"id\":\"100000000000000001\",\"owner_id\":\"1\",\"roles\":"
                + "[{\"id\":\"100000000000000001\",\"permissions\":\"" + permissions + "\"}]}";
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private static List<Place> places(String... lines) {
        Map<String, String> values = new HashMap<>(Map.of("ALERT_SECRET", OTHER));
        for (String line : lines) {
            values.put(line.split("=", 2)[0], line.split("=", 2)[1]);
        }
        Settings environment = new Settings(values);
        AlertSettings settings = AlertSettings.of(environment);
        environment.check();
        return new Places(
                        settings,
                        environment,
                        new ConsoleSettings(List.of(), List.of(), null, URI.create("http://localhost"), "App"),
                        InstantSource.fixed(NOW))
                .all();
    }
}
