package dev.gatewaysync.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatewaysync.embedded.FreePort;
import dev.gatewaysync.service.settings.Settings;
import dev.gatewaysync.standalone.Gateway;
import dev.gatewaysync.testkit.Infra;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import tools.jackson.databind.JsonNode;

/** A demo, with what presses the buttons of the simulated Discord's page and reads what the console says. */
final class Tour implements AutoCloseable {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    final Gateway gateway;
    final ConsoleClient console;
    private int sent;

    /** On the services of the test class. */
    Tour(Path directory) throws Exception {
        Map<String, String> settings = new HashMap<>(Infra.start().wiped().settings());
        settings.put("GATEWAY_DATA_DIR", directory.resolve("data").toString());
        settings.put("WEBHOOK_SECRET", GatewayProcess.SECRET);
        settings.put("UPTIME_INTERVAL", "1s");
        for (String port : List.of(
                "CONSOLE_PORT",
                "CONSOLE_METRICS_PORT",
                "SIMULATOR_PORT",
                "WEBHOOK_PORT",
                "INGEST_METRICS_PORT",
                "WORKER_METRICS_PORT",
                "PUBLISHER_METRICS_PORT")) {
            settings.put(port, Integer.toString(FreePort.find()));
        }
        gateway = Gateway.start(new Settings(settings), true);
        console = new ConsoleClient(
                gateway.consoleUrl().toString(),
                gateway.settings().text("OPS_TOKEN").orElseThrow());
        until(() -> status().path("discordStatus").asString("").equals("simulator"));
        until(() -> status().path("appStatus").asString("").equals("online"));
    }

    /** What the console says comes from its overview: a need, or a target that waits. */
    void breakAndMend(String button, String title, String said) throws Exception {
        press(button, true);
        send(button);
        until(() -> status().toString().contains(said));
        press(button, false);
        until(() -> cards(title).size() == 1);
        until(() -> !status().path("needs").toString().contains(said)
                && status().path("lanes").isEmpty());
        assertThat(cards(title)).hasSize(1);
    }

    void press(String button, boolean broken) throws IOException, InterruptedException {
        page("trouble", "{\"id\":\"" + button + "\",\"broken\":" + broken + "}");
    }

    void send(String button) throws IOException, InterruptedException {
        page("send", "{\"id\":\"" + button + "\"}");
        sent++;
    }

    /** Those of the event that was sent last; of a resource its highlight, and not the announcement beside it. */
    List<JsonNode> cards(String title) throws IOException, InterruptedException {
        return WebhookClient.JSON
                .readTree(page("messages", null))
                .get("messages")
                .valueStream()
                .flatMap(message -> message.path("embeds").valueStream())
                .filter(card -> card.toString().contains(title + " no. " + sent + " of the tour"))
                .filter(card -> !card.path("title").asString("").contains("New resource"))
                .toList();
    }

    JsonNode status() throws IOException, InterruptedException {
        return console.get("/status");
    }

    private String page(String path, String body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(gateway.simulatorUrl().orElseThrow() + "sim/api/" + path))
                .timeout(Duration.ofSeconds(60));
        if (body != null) {
            request.header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body));
        }
        HttpResponse<String> answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    static void until(Callable<Boolean> condition) {
        await().atMost(Duration.ofMinutes(3)).ignoreExceptions().until(condition);
    }

    @Override
    public void close() {
        gateway.close();
    }
}
