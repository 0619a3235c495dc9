package dev.gatewaysync.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.sun.net.httpserver.HttpServer;
import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.messaging.Topology;
import dev.gatewaysync.testkit.Infra;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

class AlertsIT {
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final List<String> beats = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private Map<String, String> infra;
    private RunningConsole console;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/hook", exchange -> {
            told.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.createContext("/beat", exchange -> {
            beats.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        String address = "http://127.0.0.1:" + server.getAddress().getPort();
        infra = new HashMap<>(Infra.start().wiped().settings());
        Map<String, String> settings = new HashMap<>(infra);
        settings.put("ALERT_TO", address + "/hook/t0ken,http://127.0.0.1:1/closed");
        settings.put("ALERT_SECRET", "a-secret-of-the-tests-1");
        settings.put("ALERT_HEARTBEAT_URL", address + "/beat?status=up");
        console = RunningConsole.start(settings);
    }

    @AfterEach
    void stop() {
        console.close();
        server.stop(0);
    }

    @Test
    void a_test_goes_to_every_place_and_says_of_each_whether_it_has_taken_it() {
        JsonNode places = EventJson.mapper()
                .readTree(console.post("/api/v1/alerts/test", RunningConsole.OPS, "{}")
                        .body())
                .path("places");
        assertThat(places.toString())
                .isEqualTo("[{\"place\":\"webhook of 127.0.0.1\",\"ok\":true,\"problem\":null},"
                        + "{\"place\":\"webhook of 127.0.0.1\",\"ok\":false,\"problem\":\"it cannot be reached\"}]");
        // What is wrong may be told behind it.
        assertThat(told).anySatisfy(body -> assertThat(body).contains("\"type\":\"alert.test\""));
        assertThat(console.post("/api/v1/alerts/test", RunningConsole.READ, "{}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(console.api("/audit").toString()).contains("\"action\":\"alert-test\"");
    }

    @Test
    void what_is_wrong_is_told_within_a_minute_and_the_place_that_does_not_take_it_is_told_of_too() {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> told.stream().anyMatch(body -> body.contains("\"rule\":\"service-down\"")));
        JsonNode alerts = console.api("/alerts");
        assertThat(alerts.path("on").asBoolean(false)).isTrue();
        assertThat(alerts.at("/firing/0/toldAt").isNull()).isFalse();
        await().atMost(Duration.ofSeconds(90))
                .until(() -> told.stream().anyMatch(body -> body.contains("\"rule\":\"alert-place\"")));
        String page = console.send(console.request("/alerts").header("Cookie", console.session(RunningConsole.OPS)))
                .body();
        assertThat(page)
                .contains("Nobody works on the queue history", "webhook of 127.0.0.1")
                .doesNotContain("t0ken");
        assertThat(console.api("/status").path("needs").toString())
                .contains("Operators are not told by webhook of 127.0.0.1: it cannot be reached");
    }

    @Test
    void a_snooze_is_of_a_known_rule_and_a_known_length_and_in_the_audit_log() {
        HttpResponse<String> snoozed = snooze("{\"rule\":\"service-down\",\"time\":\"2h\",\"why\":\"a test\"}");
        assertThat(snoozed.statusCode()).isEqualTo(200);
        assertThat(console.api("/alerts").at("/snoozed/0/reason").asString("")).isEqualTo("a test");
        assertThat(console.api("/audit").at("/audit/0").toString())
                .contains("\"action\":\"alert-snooze\",\"subject\":\"service-down for 2h\",\"reason\":\"a test\"");
        assertThat(snooze("{\"rule\":\"servicedown\"}").body()).contains("Did you mean service-down?");
        assertThat(snooze("{\"rule\":\"service-down:histroy\"}").body()).contains("The rule service-down knows ");
        assertThat(snooze("{\"rule\":\"disk\",\"time\":\"soon\"}").body()).contains("such as 30m, 2h or 3d");
        assertThat(console.post("/api/v1/alerts/unsnooze", RunningConsole.OPS, "{\"rule\":\"service-down\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(console.post("/api/v1/alerts/unsnooze", RunningConsole.OPS, "{\"rule\":\"service-down\"}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(console.api("/alerts").path("snoozed").size()).isZero();
    }

    @Test
    void a_sign_of_life_is_given_while_the_gateway_does_its_work_and_not_before() throws Exception {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> console.bean(JdbcClient.class)
                                .sql("SELECT count(*) FROM alert")
                                .query(Long.class)
                                .single()
                        > 0);
        assertThat(beats).as("nobody works on the queues").isEmpty();
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(infra.get("RABBITMQ_URL"));
        try (Connection connection = factory.newConnection();
                Channel channel = connection.createChannel()) {
            for (String queue : Topology.WORK_QUEUES) {
                channel.basicConsume(queue, true, (tag, message) -> {}, tag -> {});
            }
            channel.basicConsume(Topology.FAILED, true, (tag, message) -> {}, tag -> {});
            console.bean(StringRedisTemplate.class).opsForValue().set("gateway:discord:status", "connected");
            await().atMost(Duration.ofSeconds(60)).until(() -> !beats.isEmpty());
            assertThat(beats.getFirst()).isEqualTo("GET /beat?status=up");
        }
    }

    private HttpResponse<String> snooze(String json) {
        return console.post("/api/v1/alerts/snooze", RunningConsole.OPS, json);
    }
}
