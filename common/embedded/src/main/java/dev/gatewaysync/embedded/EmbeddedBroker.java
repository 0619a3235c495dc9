package dev.gatewaysync.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URL;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.qpid.server.SystemLauncher;
import org.apache.qpid.server.model.ConfiguredObject;
import org.apache.qpid.server.model.SystemConfig;

/**
 * Apache Qpid Broker-J in this JVM, AMQP 0-9-1 on the loopback interface. Messages are stored with Berkeley DB and survive
 * a restart and a kill of the process.
 *
 * @see <a href="https://qpid.apache.org/components/broker-j/">Qpid Broker-J</a>
 */
public final class EmbeddedBroker implements AutoCloseable {
    private final SystemLauncher launcher;
    private final String url;

    private EmbeddedBroker(SystemLauncher launcher, String url) {
        this.launcher = launcher;
        this.url = url;
    }

    /**
     * @param directory where messages are kept; one broker at a time may use it
     * @throws IllegalStateException if the broker cannot start
     */
    public static EmbeddedBroker start(Path directory) {
        int port = FreePort.find();
        String password = UUID.randomUUID().toString();
        Map<String, Object> attributes = new HashMap<>();
        attributes.put(ConfiguredObject.TYPE, "Memory");
        attributes.put(
                SystemConfig.INITIAL_CONFIGURATION_LOCATION, configuration().toExternalForm());
        attributes.put(SystemConfig.STARTUP_LOGGED_TO_SYSTEM_OUT, false);
        attributes.put(ConfiguredObject.CONTEXT, context(directory, port, password));
        SystemLauncher launcher = new SystemLauncher();
        try {
            launcher.startup(attributes);
        } catch (Exception e) {
            throw new IllegalStateException("The embedded broker could not start in " + directory, e);
        }
        if (!accepts(port)) {
            // The launcher logs what stopped it and returns as if nothing had happened.
            throw new IllegalStateException(
                    "The embedded broker did not start in " + directory + "; see the log above");
        }
        return new EmbeddedBroker(launcher, "amqp://gateway:" + password + "@127.0.0.1:" + port);
    }

    /** {@code amqp://} URL with a user and a password of this run. */
    public String url() {
        return url;
    }

    @Override
    public void close() {
        launcher.shutdown();
    }

    private static boolean accepts(int port) {
        try (Socket ignored = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static Map<String, String> context(Path directory, int port, String password) {
        Map<String, String> context = new HashMap<>();
        context.put("qpid.work_dir", directory.toAbsolutePath().toString());
        context.put("qpid.amqp_port", Integer.toString(port));
        context.put("gateway.password", password);
        // RabbitMQ's queue arguments are declared everywhere; this broker skips those it does not know.
        context.put("queue.behaviourOnUnknownDeclareArgument", "LOG");
        context.put("exchange.behaviourOnUnknownDeclareArgument", "LOG");
        // An unroutable mandatory message is refused, as with RabbitMQ, and does not cost the connection.
        context.put("qpid.port.closeWhenNoRoute", "false");
        return context;
    }

    private static URL configuration() {
        URL url = EmbeddedBroker.class.getResource("broker.json");
        if (url == null) {
            throw new IllegalStateException("The resource broker.json is missing");
        }
        return url;
    }
}
