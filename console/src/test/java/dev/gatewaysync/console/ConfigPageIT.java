package dev.gatewaysync.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.service.reload.SourceRequests;
import dev.gatewaysync.testkit.Infra;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigPageIT {
    @TempDir
    Path folder;

    private RunningConsole console;
    private String session;

    @BeforeEach
    void start() throws IOException {
        Map<String, String> infra = new HashMap<>(Infra.start().wiped().settings());
        infra.put("DISCORD_ROUTES", "bug-fixed=fixes,category-added=off");
        infra.put("DISCORD_MENTIONS", "maintenance=123456789012345678");
        infra.put("SHOP_SECRET", "a-secret-of-the-shop");
        infra.put(
                "GATEWAY_CONFIG",
                Files.writeString(folder.resolve("gateway.yml"), """
                        version: 1
                        types:
                          order-placed:
                            fields: { item: text!, amount: number }
                            example: { item: "Big <Mug>", amount: 12.5 }
                        cards: { order-placed: { title: "🛒 {{ item }}" } }
                        targets: { ops: { channel: ops-room, silent: true } }
                        routes:
                          - when: type = 'order-placed' and data.amount >= 100
                            to: [ops]
                            digest: { every: week, on: friday, at: "18:00", zone: Europe/Berlin }
                        sources:
                          shop:
                            auth: { bearer: "${SHOP_SECRET}" }
                            events: [{ type: order-placed }]
                        """).toString());
        console = RunningConsole.start(infra);
        session = console.session(RunningConsole.OPS);
    }

    @AfterEach
    void stop() {
        console.close();
    }

    @Test
    void types_are_drawn_from_their_example_and_routes_and_places_are_listed() {
        assertThat(page("/config"))
                .contains("🛒 Big &lt;Mug&gt;", "ops-room", "digest at 18:00 on friday, Europe/Berlin")
                .contains("type = &#39;order-placed&#39; and data.amount &gt;= 100")
                .doesNotContain("a-secret-of-the-shop", "<Mug>");
    }

    @Test
    void the_settings_are_shown_as_the_routes_that_they_mean() {
        assertThat(page("/config"))
                .contains("type = &#39;bug-fixed&#39;", "#fixes", "DISCORD_ROUTES")
                .contains("pings 123456789012345678", "DISCORD_MENTIONS");
        assertThat(page("/config?type=bug-fixed&data=" + encoded("{\"title\":\"x\"}")))
                .contains("<b>channel:fixes</b>");
    }

    @Test
    void an_event_that_is_typed_in_is_placed_and_drawn() {
        assertThat(page("/config?type=order-placed&data=" + encoded("{\"item\":\"Cup\",\"amount\":120}")))
                .contains("<b>ops</b>", "🛒 Cup");
        assertThat(page("/config?type=order-placed&data=" + encoded("{\"item\":\"Cup\",\"amount\":1}")))
                .contains("<b>announcements</b>");
        assertThat(page("/config?type=order-placed&data=" + encoded("{}"))).contains("/item is required");
        assertThat(page("/config?type=order-placed&data=" + encoded("no"))).contains("must be a JSON object");
        assertThat(page("/config?type=nothing&data=" + encoded("{}"))).contains("There is no such type");
        assertThat(page("/config?type=stats-updated&data=" + encoded("{\"resourceCount\":12345}")))
                .contains("To the pinned statistics", "12,345");
    }

    @Test
    void what_became_of_a_sources_requests_is_listed_with_why() {
        assertThat(page("/config")).contains("POST /webhook/in/shop", "No request yet");
        console.bean(SourceRequests.class)
                .add(
                        "shop",
                        new SourceRequests.Request(
                                Instant.now(),
                                true,
                                200,
                                "ignored",
                                "nobody <wants> to know",
                                List.of(),
                                null,
                                null,
                                Map.of(),
                                List.of(),
                                2,
                                "{\"kind\":\"<b>\"}"));

        assertThat(page("/config"))
                .contains("nobody &lt;wants&gt; to know", "{&quot;kind&quot;:&quot;&lt;b&gt;&quot;}")
                .doesNotContain("No request yet");
    }

    @Test
    void who_has_a_path_of_their_own_is_listed_once_something_has_come_there() {
        assertThat(page("/config")).doesNotContain("POST /webhook/github");
        console.bean(SourceRequests.class)
                .add(
                        SourceRequests.ofPath("github"),
                        new SourceRequests.Request(
                                Instant.now(),
                                true,
                                200,
                                "ignored",
                                "a ping is no news",
                                List.of(),
                                null,
                                null,
                                Map.of(),
                                List.of(),
                                2,
                                "{}"));

        assertThat(page("/config")).contains("POST /webhook/github", "preset github", "a ping is no news");
    }

    private String page(String path) {
        return console.send(console.request(path).header("Cookie", session)).body();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
