package dev.gatewaysync.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebPageTest {

    private static final String SCRIPT = "<script>alert(1)</script>";

    private final DiscordSimulator simulator = DiscordSimulator.start(SimulatorSettings.standard());
    private final SimulatorClient client = new SimulatorClient(simulator);

    @AfterEach
    void stop() {
        simulator.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "style.css",
                "app.js",
                "composer.js",
                "dom.js",
                "markdown.js",
                "message.js",
                "time.js",
                "limits.js",
                "trouble.js",
                "favicon.svg"
            })
    void every_file_is_served_and_asks_nobody_else(String file) throws Exception {
        var reply = client.send("GET", simulator.webUrl() + file, "", "");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.response().body().replace("http://www.w3.org/", ""))
                .doesNotContainPattern("(src|href|import|from|url)\\W{1,3}(https?:)?//");
    }

    @ParameterizedTest
    @ValueSource(strings = {"app.js", "composer.js", "dom.js", "markdown.js", "message.js", "limits.js", "trouble.js"})
    void no_script_turns_text_into_markup(String file) throws Exception {
        assertThat(client.send("GET", simulator.webUrl() + file, "", "")
                        .response()
                        .body())
                .doesNotContainPattern(
                        "innerHTML|outerHTML|insertAdjacentHTML|document\\.write|DOMParser|eval\\(|Function\\(");
    }

    @Test
    void only_scripts_of_its_own_may_run() throws Exception {
        assertThat(client.send("GET", simulator.webUrl(), "", "").header("Content-Security-Policy"))
                .contains("default-src 'none'", "script-src 'self';", "style-src 'self';", "connect-src 'self';");
    }

    /** A browser sends the name that a site has, wherever the site has pointed it; the client of this JVM does not let us. */
    @ParameterizedTest
    @CsvSource({
        "GET /, localhost:3003, , 200",
        "GET /, 127.0.0.1, , 200",
        "GET /, discord-simulator:3003, , 200",
        "GET /, simulator.localhost, http://simulator.localhost, 200",
        "GET /, rebound.example, , 421",
        "GET /sim/api/messages, rebound.example:3003, , 421",
        "GET /sim/api/limits, rebound.example, , 421",
        "GET /events, rebound.example, , 421",
        "POST /sim/api/say, localhost:3003, https://other.example, 403",
        "POST /sim/api/say, localhost:3003, null, 403"
    })
    void other_sites_pages_do_not_get_at_it(String request, String host, String origin, int status) throws Exception {
        try (var socket = new Socket("127.0.0.1", simulator.port())) {
            var head = request + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n"
                    + (origin == null ? "" : "Origin: " + origin + "\r\n") + "Content-Length: 0\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            assertThat(new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                            .readLine())
                    .startsWith("HTTP/1.1 " + status + " ");
        }
    }

    @Test
    void messages_reach_the_page_as_json_whatever_they_contain() throws Exception {
        client.webhook(SCRIPT);
        var reply = client.send("GET", simulator.webUrl() + "sim/api/messages", "", "");
        assertThat(reply.header("Content-Type")).isEqualTo("application/json");
        assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(reply.json().at("/messages/0/content").asString()).isEqualTo(SCRIPT);
    }

    @Test
    void one_channel_shows_its_messages_and_pins_only() throws Exception {
        client.webhook("update");
        var pinned = client.bot("POST", client.messagesPath("tools"), SimulatorClient.content("tool"))
                .json()
                .get("id")
                .asString();
        client.bot("PUT", client.messagesPath("tools") + "/pins/" + pinned);
        var tools = client.send(
                        "GET", simulator.webUrl() + "sim/api/messages?channel=" + client.channel("tools"), "", "")
                .json();
        assertThat(tools.get("messages")).hasSize(1);
        assertThat(tools.at("/pins/0/content").asString()).isEqualTo("tool");
        var all = client.send("GET", simulator.webUrl() + "sim/api/messages", "", "")
                .json();
        assertThat(all.at("/messages/0/content").asString()).isEqualTo("update");
        assertThat(all.get("messages")).hasSize(2);
    }

    @Test
    void limits_in_use_and_what_waits_are_shown() throws Exception {
        simulator.faults().next(2, "GET", "/users/@me").failBeforeCommit(500, "{}");
        for (int n = 0; n < 6; n++) {
            client.webhook("message " + n);
        }
        var page = client.send("GET", simulator.webUrl() + "sim/api/limits", "", "")
                .json();

        assertThat(page.get("faults").asInt()).isEqualTo(2);
        assertThat(page.get("unanswered").asInt()).isZero();
        var post = page.get("limits")
                .valueStream()
                .filter(limit -> limit.get("name").asString().equals("POST /webhooks/{webhook}/{token}"))
                .findFirst()
                .orElseThrow();
        assertThat(post.get("where").asString()).isEqualTo("#updates");
        assertThat(post.get("used").asInt()).isEqualTo(5);
        assertThat(post.get("limit").asInt()).isEqualTo(5);
        assertThat(post.get("refused").asInt()).isEqualTo(1);
        assertThat(post.get("resetMillis").asLong()).isBetween(1L, 2_000L);
        assertThat(page.get("limits")
                        .valueStream()
                        .map(limit -> limit.get("name").asString())
                        .toList())
                .contains("hidden-webhook", "global");
    }

    @Test
    void tokens_never_reach_the_page() throws Exception {
        client.webhook("x");
        for (var path : new String[] {"channels", "counters", "messages", "limits"}) {
            assertThat(client.send("GET", simulator.webUrl() + "sim/api/" + path, "", "")
                            .response()
                            .body())
                    .doesNotContain(simulator.botToken())
                    .doesNotContain(simulator.webhookUrl().replaceAll(".*/", ""));
        }
    }

    @Test
    void a_person_writes_and_only_json_is_taken() throws Exception {
        var people = client.send("GET", simulator.webUrl() + "sim/api/channels", "", "")
                .json()
                .get("people");
        var form = SimulatorClient.JSON
                .createObjectNode()
                .put("channel", client.channel("feedback"))
                .put("person", people.get(1).path("id").asString())
                .put("content", "hello");
        assertThat(act("say", form.toString(), "application/json")).isEqualTo(200);
        assertThat(act("say", form.toString(), "text/plain")).isEqualTo(415);
        assertThat(act("say", form.put("content", " ").toString(), "application/json"))
                .isEqualTo(400);
        assertThat(act("say", form.put("person", "1").toString(), "application/json"))
                .isEqualTo(400);
        assertThat(act("say", "{", "application/json")).isEqualTo(400);
        assertThat(act("interact", "{\"kind\":\"command\"}", "application/json"))
                .isEqualTo(400);
        assertThat(simulator.messages("feedback"))
                .singleElement()
                .satisfies(message -> assertThat(message.authorName()).isEqualTo("member"));
    }

    /** A reply that only one person sees stands in no channel; the page has it all the same. */
    @Test
    void a_menu_in_an_answer_that_one_person_sees_can_be_used_on_the_page() throws Exception {
        client.bot(
                "PUT",
                "/applications/"
                        + client.bot("GET", "/applications/@me")
                                .json()
                                .path("id")
                                .asString() + "/commands",
                "[{\"name\":\"x\",\"description\":\"y\"}]");
        var asked = simulator.owner().slash("x", java.util.Map.of());
        client.send(
                "POST",
                simulator.apiUrl() + "/interactions/" + asked.id() + "/" + asked.token() + "/callback",
                "{'type':4,'data':{'content':'c','flags':64,'components':[{'type':1,'components':[{'type':3,'custom_id':'m',"
                                .replace('\'', '"')
                        + "'options':[{'label':'A','value':'a'}]}]}]}}".replace('\'', '"'),
                "");
        var people = client.send("GET", simulator.webUrl() + "sim/api/channels", "", "")
                .json()
                .get("people");
        var form = SimulatorClient.JSON
                .createObjectNode()
                .put("kind", "select")
                .put("channel", asked.channelId())
                .put("person", people.get(0).path("id").asString())
                .put("message", asked.reply().orElseThrow().id())
                .put("custom_id", "m");
        form.putArray("chosen").add("a");
        assertThat(act("interact", form.toString(), "application/json")).isEqualTo(200);
    }

    private int act(String action, String body, String type) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(simulator.webUrl() + "sim/api/" + action))
                    .header("Content-Type", type)
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            return http.send(request, BodyHandlers.discarding()).statusCode();
        }
    }

    @Test
    void what_happens_is_told_live() throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var stream = http.send(
                    HttpRequest.newBuilder(URI.create(simulator.webUrl() + "events"))
                            .build(),
                    BodyHandlers.ofInputStream());
            var lines = new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8));
            assertThat(lines.readLine()).isEqualTo("event:ready");
            simulator.say("news", "news flash");
            assertThat(lines.lines().filter(line -> line.contains("news flash")).findFirst())
                    .hasValueSatisfying(
                            line -> assertThat(line).startsWith("data:").contains(client.channel("news")));
            stream.body().close();
            http.shutdownNow();
        }
    }
}
