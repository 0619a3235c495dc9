package dev.gatewaysync.e2e;

import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import dev.gatewaysync.embedded.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** A RabbitMQ of Debian's package with a node, ports and files of its own, to be killed. */
final class NightBroker implements AutoCloseable {
    private static final Path SERVER = Path.of("/usr/lib/rabbitmq/bin/rabbitmq-server");

    private final Path directory;
    private final int port = FreePort.find();
    private final Map<String, String> environment;
    private Process server;

    private NightBroker(Path directory) throws IOException {
        this.directory = Files.createDirectories(directory);
        this.environment = new HashMap<>(Map.of(
                "HOME", directory.toString(),
                "RABBITMQ_NODENAME", "gateway-night-" + port + "@localhost",
                "RABBITMQ_NODE_PORT", Integer.toString(port),
                "RABBITMQ_DIST_PORT", Integer.toString(FreePort.find()),
                "RABBITMQ_MNESIA_BASE", directory.resolve("mnesia").toString(),
                "RABBITMQ_LOG_BASE", directory.resolve("log").toString(),
                "RABBITMQ_ENABLED_PLUGINS_FILE",
                        Files.writeString(directory.resolve("plugins"), "[].").toString(),
                "RABBITMQ_PID_FILE", directory.resolve("pid").toString(),
                "RABBITMQ_CONFIG_FILE", directory.resolve("none").toString()));
        this.server = launch();
    }

    static NightBroker start(Path directory) throws IOException {
        NightBroker broker = new NightBroker(directory);
        broker.awaitStart();
        return broker;
    }

    String url() {
        return "amqp://guest:guest@127.0.0.1:" + port;
    }

    void kill() throws InterruptedException {
        server.descendants().forEach(ProcessHandle::destroyForcibly);
        server.destroyForcibly().waitFor();
    }

    void startAgain() throws IOException {
        server = launch();
        awaitStart();
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }

    private Process launch() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(SERVER.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("server.out").toFile()));
        builder.environment().putAll(environment);
        return builder.start();
    }

    private void awaitStart() {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setPort(port);
        await("RabbitMQ takes connections")
                .atMost(Duration.ofMinutes(2))
                .ignoreExceptions()
                .until(() -> {
                    try (Connection connection = factory.newConnection()) {
                        return connection.isOpen();
                    }
                });
    }
}
