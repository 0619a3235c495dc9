package dev.gatewaysync.ingest;

import static org.awaitility.Awaitility.await;

import dev.gatewaysync.embedded.FreePort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** ingest-api as a process of its own, so that it can be killed. */
final class IngestProcess implements AutoCloseable {
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final int port = FreePort.find();
    private final Process process;

    private IngestProcess(Map<String, String> settings, Path log) throws IOException {
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("WEBHOOK_SECRET", RunningIngest.SECRET);
        environment.put("WEBHOOK_PORT", Integer.toString(port));
        environment.put("INGEST_METRICS_PORT", Integer.toString(FreePort.find()));
        environment.put("INGEST_RATE_LIMIT", "off");
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        IngestApplication.class.getName()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        process = builder.start();
    }

    /** Returns when it answers. */
    static IngestProcess start(Map<String, String> settings, Path log) throws IOException {
        IngestProcess started = new IngestProcess(settings, log);
        await().atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    if (!started.process.isAlive()) {
                        throw new AssertionError("ingest-api ended: " + Files.readString(log));
                    }
                    return started.get("/health").contains("\"status\"");
                });
        return started;
    }

    /** The answer to {@code GET path}; empty if there is none. */
    String get(String path) {
        return answer(request(path).GET()).map(HttpResponse::body).orElse("");
    }

    /** Empty if the process did not answer. */
    Optional<HttpResponse<String>> post(String body) {
        return answer(request("/webhook/updates")
                .header("Authorization", "Bearer " + RunningIngest.SECRET)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** As {@code kill -9} does it. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .timeout(Duration.ofSeconds(20));
    }

    private Optional<HttpResponse<String>> answer(HttpRequest.Builder request) {
        try {
            return Optional.of(http.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
