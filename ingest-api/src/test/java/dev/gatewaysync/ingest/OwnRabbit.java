package dev.gatewaysync.ingest;

import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import dev.gatewaysync.embedded.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A RabbitMQ with a node, ports and files of its own, from Debian's package. */
final class OwnRabbit implements BrokerOutage {
    private static final Path BIN = Path.of("/usr/lib/rabbitmq/bin");

    private final Path directory;
    private final int port = FreePort.find();
    private final Map<String, String> environment = new HashMap<>();
    private Process server;

    private OwnRabbit(Path directory) throws IOException {
        this.directory = Files.createDirectories(directory.resolve("rabbitmq"));
        Path plugins = Files.writeString(this.directory.resolve("plugins"), "[].");
        environment.putAll(Map.of(
                "HOME", this.directory.toString(),
                "RABBITMQ_NODENAME", "gateway-outage-" + port + "@localhost",
                "RABBITMQ_NODE_PORT", Integer.toString(port),
                "RABBITMQ_DIST_PORT", Integer.toString(FreePort.find()),
                "RABBITMQ_MNESIA_BASE", this.directory.resolve("mnesia").toString(),
                "RABBITMQ_LOG_BASE", this.directory.resolve("log").toString(),
                "RABBITMQ_ENABLED_PLUGINS_FILE", plugins.toString(),
                "RABBITMQ_PID_FILE", this.directory.resolve("pid").toString(),
                "RABBITMQ_CONFIG_FILE", this.directory.resolve("none").toString()));
        this.server = run("rabbitmq-server");
    }

    static OwnRabbit start(Path directory) throws IOException {
        OwnRabbit rabbit = new OwnRabbit(directory);
        rabbit.awaitStart();
        return rabbit;
    }

    @Override
    public String url() {
        return "amqp://guest:guest@127.0.0.1:" + port;
    }

    @Override
    public void begin() throws IOException, InterruptedException {
        int exit = run("rabbitmqctl", "stop").waitFor();
        if (exit != 0) {
            throw new IllegalStateException("rabbitmqctl stop ended with " + exit + "; see " + directory);
        }
        server.waitFor();
    }

    @Override
    public void end() throws IOException {
        server = run("rabbitmq-server");
        awaitStart();
    }

    @Override
    public void close() {
        server.descendants().forEach(ProcessHandle::destroyForcibly);
        server.destroyForcibly();
    }

    private void awaitStart() {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setPort(port);
        await().atMost(Duration.ofSeconds(90)).ignoreExceptions().until(() -> {
            try (Connection connection = factory.newConnection()) {
                return connection.isOpen();
            }
        });
    }

    private Process run(String program, String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(BIN.resolve(program).toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve(program + ".out").toFile()));
        builder.command().addAll(List.of(arguments));
        builder.environment().putAll(environment);
        return builder.start();
    }
}
