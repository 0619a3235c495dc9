package dev.gatewaysync.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatewaysync.embedded.FreePort;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** What a start writes where, on a terminal and elsewhere, and what ends it when. */
@Tag("self-contained")
class StartOutputIT {
    private static final Duration START = Duration.ofMinutes(3);

    @TempDir
    Path folder;

    private Process process;
    private int webhookPort;

    @AfterEach
    void end() throws InterruptedException {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
    }

    @Test
    void without_a_terminal_the_log_alone_is_on_standard_output_and_the_story_on_standard_error() throws Exception {
        start(false, "start");
        await().atMost(START).ignoreExceptions().until(() -> story().contains("Hello from curl"));
        assertThat(story())
                .contains("Gateway Sync is up", "✓ broker (embedded)", "✓ Redis (embedded)", "✓ sync-worker", "curl ");
        assertThat(statusOf("/nowhere", "nonsense/////")).isEqualTo(404);
        process.destroy();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        assertThat(story()).contains("Stopped. Nothing is lost");
        JsonMapper json = JsonMapper.builder().build();
        List<String> lines = Files.readAllLines(output());
        assertThat(lines)
                .isNotEmpty()
                .allSatisfy(
                        line -> assertThat(json.readTree(line).has("message")).isTrue());
        assertThat(lines).as("what is closed, is not missed").noneMatch(line -> line.contains("Cannot reconnect"));
        assertThat(lines)
                .as("whoever asks for what is not there has one line of the access log, and no warning")
                .noneMatch(line -> line.contains("No mapping") || line.contains("Accept header"))
                .anyMatch(line -> line.contains("/nowhere"));
    }

    @Test
    void on_a_terminal_the_log_is_in_a_file_of_its_owner_and_a_start_ends_as_soon_as_it_is_told_to() throws Exception {
        start(true, "start");
        Path log = folder.resolve("data/logs/gateway.log");
        // While it is written, a text may end within a character.
        await().atMost(START)
                .ignoreExceptions()
                .until(() -> Files.readString(output()).contains("✓ Redis (embedded)"));
        // Not Ctrl-C, which whatever runs in a shell's background is deaf to.
        process.destroy();
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        assertThat(Files.readString(output()))
                .contains("Stopped before everything was up.")
                .doesNotContain(" INFO ");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(log)))
                .isEqualTo("rw-------");
    }

    private void start(boolean terminal, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Dgateway.terminal=" + terminal,
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                // Its broker and Redis must not find the ports below, which are free until they are listened on.
                "-Dfree.port.part=15",
                "-cp",
                classPath(),
                GatewayMain.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(output().toFile())
                .redirectError(folder.resolve("err").toFile());
        Map<String, String> environment = builder.environment();
        environment.put("NO_COLOR", "1");
        environment.put("GATEWAY_DATA_DIR", folder.resolve("data").toString());
        webhookPort = FreePort.find();
        environment.put("WEBHOOK_PORT", Integer.toString(webhookPort));
        for (String port : List.of(
                "CONSOLE_PORT",
                "SIMULATOR_PORT",
                "INGEST_METRICS_PORT",
                "WORKER_METRICS_PORT",
                "PUBLISHER_METRICS_PORT",
                "CONSOLE_METRICS_PORT")) {
            environment.put(port, Integer.toString(FreePort.find()));
        }
        process = builder.start();
    }

    private int statusOf(String path, String accepted) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + webhookPort + path))
                    .header("Accept", accepted)
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }

    /** Without the test kit, whose logging is not the gateway's. */
    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(path -> !path.contains("test-kit"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private Path output() {
        return folder.resolve("out");
    }

    private String story() throws IOException {
        return Files.readString(folder.resolve("err"));
    }
}
