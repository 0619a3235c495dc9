package dev.gatewaysync.e2e;

import static org.awaitility.Awaitility.await;

import dev.gatewaysync.embedded.FreePort;
import dev.gatewaysync.standalone.GatewayMain;
import dev.gatewaysync.testkit.Pause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** {@code gateway start} as a process of its own, so that it can be killed. */
final class GatewayProcess implements AutoCloseable {
    static final String SECRET = "a-secret-for-tests-only";

    /**
     * Parts of the ports that no module takes any from. Each process has one to itself: of two that start at the same time and
     * look for free ports in one, both may find the same.
     */
    private static final int FIRST_PART = 7;

    private static final int PARTS = 8;
    private static final AtomicInteger MADE = new AtomicInteger();

    private final int part = FIRST_PART + MADE.getAndIncrement() % PARTS;
    private final Map<String, String> environment;
    private final Path directory;
    private final int port = FreePort.find();
    private Process process;

    /** @param settings in addition to ports, data directory and secret */
    GatewayProcess(Path directory, Map<String, String> settings) {
        this.directory = directory;
        this.environment = new HashMap<>(settings);
        environment.put("GATEWAY_DATA_DIR", directory.resolve("data").toString());
        environment.put("WEBHOOK_PORT", Integer.toString(port));
        environment.put("WEBHOOK_SECRET", SECRET);
        environment.put("INGEST_RATE_LIMIT", "off");
        for (String name : List.of(
                "CONSOLE_PORT",
                "CONSOLE_METRICS_PORT",
                "INGEST_METRICS_PORT",
                "WORKER_METRICS_PORT",
                "PUBLISHER_METRICS_PORT")) {
            environment.putIfAbsent(name, Integer.toString(FreePort.find()));
        }
    }

    /** From the next start on. */
    void set(String name, String value) {
        environment.put(name, value);
    }

    /** As its next start sees it. */
    String setting(String name) {
        return Objects.requireNonNull(environment.get(name), name);
    }

    /** Without waiting for anything that would have to work. */
    void startUnawaited() throws IOException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dfree.port.part=" + part,
                "-cp",
                System.getProperty("java.class.path"),
                GatewayMain.class.getName(),
                "start"));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        builder.environment().putAll(environment);
        process = builder.start();
    }

    void start() throws IOException {
        startUnawaited();
        WebhookClient client = client();
        await().atMost(Duration.ofMinutes(4))
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptions()
                .until(() -> {
                    if (!process.isAlive()) {
                        throw new AssertionError("The gateway ended: " + Files.readString(log()));
                    }
                    return client.get("/health").path("status").asString("").equals("healthy");
                });
    }

    boolean isAlive() {
        return process != null && process.isAlive();
    }

    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** It runs on after {@code time}, and has not seen it pass. */
    void freeze(Duration time) throws IOException, InterruptedException {
        signal("-STOP");
        Pause.of(time);
        signal("-CONT");
    }

    private void signal(String signal) throws IOException, InterruptedException {
        new ProcessBuilder("kill", signal, Long.toString(process.pid())).start().waitFor();
    }

    /** If it does not end by itself it is ended. */
    void awaitEnd(long timeout, TimeUnit unit) throws InterruptedException {
        if (!process.waitFor(timeout, unit)) {
            kill();
        }
    }

    /** As an init system does it. @return the exit code */
    int terminate() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            throw new AssertionError("The gateway did not stop within 120 s");
        }
        return process.exitValue();
    }

    WebhookClient client() {
        return new WebhookClient("http://127.0.0.1:" + port, SECRET);
    }

    Path log() {
        return directory.resolve("gateway.log");
    }

    @Override
    public void close() throws Exception {
        if (isAlive()) {
            process.destroy();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                kill();
            }
        }
    }
}
