package dev.gatewaysync.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatewaysync.embedded.FreePort;
import dev.gatewaysync.service.settings.Settings;
import dev.gatewaysync.storage.history.UpdateHistory;
import dev.gatewaysync.storage.operator.DiscordTargets;
import dev.gatewaysync.sync.WorkerApplication;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two demos on the same data, the first of which ends with something broken. */
@Tag("self-contained")
class LeftBrokenIT {
    @TempDir
    Path folder;

    @Test
    void a_demo_begins_whole_whatever_the_one_before_has_broken() throws Exception {
        try (Gateway gateway = start()) {
            String url = gateway.simulatorUrl().orElseThrow() + "sim/api/trouble";
            try (HttpClient http = HttpClient.newHttpClient()) {
                HttpRequest breaking = HttpRequest.newBuilder(URI.create(url))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"id\":\"webhook\",\"broken\":true}"))
                        .build();
                assertThat(http.send(breaking, HttpResponse.BodyHandlers.discarding())
                                .statusCode())
                        .isEqualTo(200);
            }
            new FrontDoor(gateway).post(DemoEvents.another("bug-fixed", 1));
            await().atMost(Duration.ofMinutes(2)).until(() -> state(gateway), "dead"::equals);
        }
        try (Gateway gateway = start()) {
            assertThat(new LeftBroken(gateway).resume(new CountDownLatch(1))).containsExactly("announcements");
            await().atMost(Duration.ofMinutes(2)).until(() -> state(gateway), "active"::equals);
            String event = new FrontDoor(gateway).post(DemoEvents.another("bug-fixed", 2));
            UpdateHistory history = gateway.part(WorkerApplication.DEFINITION, UpdateHistory.class);
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> history.find(event)
                            .filter(life -> life.update().synced())
                            .isPresent());
        }
    }

    private static String state(Gateway gateway) {
        return new DiscordTargets(gateway.part(WorkerApplication.DEFINITION, JdbcClient.class))
                .byName().stream()
                        .filter(target -> target.name().equals("announcements"))
                        .map(DiscordTargets.Target::status)
                        .findFirst()
                        .orElse("unknown");
    }

    private Gateway start() {
        Map<String, String> settings = new HashMap<>();
        settings.put("GATEWAY_DATA_DIR", folder.resolve("data").toString());
        for (String port : List.of(
                "WEBHOOK_PORT",
                "CONSOLE_PORT",
                "SIMULATOR_PORT",
                "INGEST_METRICS_PORT",
                "WORKER_METRICS_PORT",
                "PUBLISHER_METRICS_PORT",
                "CONSOLE_METRICS_PORT")) {
            settings.put(port, Integer.toString(FreePort.find()));
        }
        return Gateway.start(new Settings(settings), true);
    }
}
