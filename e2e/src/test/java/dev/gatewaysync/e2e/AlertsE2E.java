package dev.gatewaysync.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.gatewaysync.standalone.Gateway;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Discord is away: operators hear of it by another way, once, over a restart, too, and once that it is back. */
@Order(2)
class AlertsE2E {
    private static final Logger log = LoggerFactory.getLogger(AlertsE2E.class);

    @TempDir
    Path directory;

    private final List<String> told = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @BeforeEach
    void listen() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            told.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void end() {
        server.stop(0);
    }

    @Test
    void an_outage_is_told_within_a_minute_of_its_beginning_and_of_its_end_and_a_restart_repeats_nothing()
            throws Exception {
        String place = "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
        try (RunningGateway running =
                RunningGateway.start(directory, Map.of("ALERT_TO", place, "ALERT_SECRET", "a-secret-of-the-tests-1"))) {
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> running.client.get("/health").path("discord").asString(""), "simulator"::equals);
            assertThat(told("discord", "alert.began")).isZero();

            running.discord.faults().always("*", ".*").failBeforeCommit(503, "{}");
            Instant began = Instant.now();
            running.client.postUntilAccepted("k1", "{\"type\":\"bug-fixed\",\"data\":{\"title\":\"Umlauts\"}}");
            await().atMost(Duration.ofSeconds(60)).until(() -> told("discord", "alert.began") == 1);
            log.info(
                    "Told {} ms after the beginning",
                    Duration.between(began, Instant.now()).toMillis());
            assertThat(told.toString()).contains("Discord answers 503 to POST ", "What to do: ./gateway test");

            running.gateway.close();
            try (Gateway again = Gateway.start(running.gateway.settings(), false)) {
                await().during(Duration.ofSeconds(30))
                        .atMost(Duration.ofSeconds(60))
                        .until(() -> told("discord", "alert.began") == 1 && told("discord", "alert.ended") == 0);
                running.discord.faults().clear();
                Instant ended = Instant.now();
                await().atMost(Duration.ofSeconds(90)).until(() -> told("discord", "alert.ended") == 1);
                log.info(
                        "Told {} ms after the end",
                        Duration.between(ended, Instant.now()).toMillis());
                assertThat(again.consoleUrl()).isNotNull();
            }
            assertThat(told("discord", "alert.began")).isEqualTo(1);
        }
    }

    private long told(String rule, String type) {
        return told.stream()
                .filter(body ->
                        body.contains("\"type\":\"" + type + "\"") && body.contains("\"rule\":\"" + rule + "\""))
                .count();
    }
}
