package dev.gatewaysync.embedded;

import java.net.URL;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.qpid.server.SystemLauncher;
import org.apache.qpid.server.SystemLauncherListener;
import org.apache.qpid.server.model.Broker;
import org.apache.qpid.server.model.ConfiguredObject;
import org.apache.qpid.server.model.Connection;
import org.apache.qpid.server.model.State;
import org.apache.qpid.server.model.SystemConfig;
import org.apache.qpid.server.model.VirtualHost;
import org.apache.qpid.server.model.VirtualHostNode;
import org.apache.qpid.server.store.berkeleydb.BDBConfigurationStore;
import org.apache.qpid.server.transport.ProtocolEngine;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of Apache Qpid Broker-J in this JVM, from its start to its end. */
final class QpidBroker implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(QpidBroker.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int ROUNDS = 5;

    private final SystemLauncher launcher;
    private final Broker<?> broker;

    private QpidBroker(SystemLauncher launcher, Broker<?> broker) {
        this.launcher = launcher;
        this.broker = broker;
    }

    /** @throws EmbeddedStartException if it does not come up */
    static QpidBroker start(DiskReserve reserve, int port, String password) {
        StartWitness witness = new StartWitness();
        SystemLauncher launcher = new SystemLauncher(witness);
        try {
            launcher.startup(attributes(reserve, port, password));
        } catch (Exception e) {
            witness.problem = e;
        }
        // The launcher tells its listener what stopped it, marks the parts that failed, and returns as if all were
        // well.
        Broker<?> broker = witness.broker();
        if (broker == null || !isWhole(broker)) {
            if (broker != null) {
                log.warn("broker.not_whole {}", states(broker));
                boolean isStoreOpen = isStoreOpen(broker);
                new QpidBroker(launcher, broker).abandon();
                if (isStoreOpen) {
                    throw new EmbeddedStartException(
                            "the embedded broker cannot listen on its port " + port
                                    + ", where the one before it has not ended yet. If it stays so, start the gateway anew",
                            witness.problem);
                }
            }
            throw new EmbeddedStartException(
                    "the embedded broker cannot open its store in "
                            + reserve.directory().toAbsolutePath()
                            + " (DEBUG=gateway-sync shows why). In it are accepted events that wait: restore the folder from a"
                            + " copy, or move it away to start without them, or set RABBITMQ_URL to a RabbitMQ of your own",
                    witness.problem);
        }
        return new QpidBroker(launcher, broker);
    }

    @Override
    public void close() {
        launcher.shutdown();
    }

    /**
     * Frees the port and the store at once, for a broker that works no longer. A connection whose thread has died with a write
     * that the disk refused never ends, and a close would wait for it and leave port and store taken.
     */
    void abandon() {
        List<Connection<?>> connections = connections();
        await(connections.stream().map(ConfiguredObject::closeAsync).toList());
        connections.forEach(QpidBroker::bury);
        List<CompletableFuture<Void>> ports =
                broker.getPorts().stream().map(ConfiguredObject::closeAsync).toList();
        await(ports);
        // Some came after the others were listed, or had not got beyond their first words when their thread died. A
        // port that ends takes no
        // more, and goes on listening until each of its connections has ended.
        for (int round = 0; round < ROUNDS && !ports.stream().allMatch(CompletableFuture::isDone); round++) {
            broker.getPorts().forEach(port -> port.getChildren(Connection.class).forEach(QpidBroker::bury));
            await(ports);
        }
        closeStore();
        // What is left are threads and memory; what of them can be freed, is.
        Thread.ofPlatform().name("broker-cleanup").daemon().start(launcher::shutdown);
    }

    private List<Connection<?>> connections() {
        List<Connection<?>> connections = new ArrayList<>();
        for (VirtualHostNode<?> node : broker.getVirtualHostNodes()) {
            VirtualHost<?> host = node.getVirtualHost();
            if (host != null) {
                connections.addAll(host.getConnections());
            }
        }
        return connections;
    }

    /** Says for a connection whose thread is dead what the thread would have said. */
    private static void bury(Connection<?> connection) {
        if (connection.getState() != State.DELETED && connection instanceof ProtocolEngine engine) {
            try {
                engine.closed();
            } catch (RuntimeException e) {
                log.debug("A connection of a broker that had failed did not end cleanly: {}", e.toString());
            }
        }
    }

    void closeStore() {
        broker.getVirtualHostNodes().forEach(QpidBroker::closeStore);
    }

    private static void closeStore(VirtualHostNode<?> node) {
        try {
            if (node.getConfigurationStore() instanceof BDBConfigurationStore store
                    && store.getEnvironmentFacade() != null) {
                store.getEnvironmentFacade().close();
            }
        } catch (RuntimeException e) {
            log.debug("The store of a broker that had failed did not close cleanly: {}", e.toString());
        }
    }

    private static void await(List<CompletableFuture<Void>> closing) {
        try {
            CompletableFuture.allOf(closing.toArray(CompletableFuture[]::new))
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            log.debug("Some of a broker that had failed does not close: {}", e.toString());
        }
    }

    private static boolean isWhole(Broker<?> broker) {
        return broker.getPorts().stream().allMatch(port -> port.getState() == State.ACTIVE) && isStoreOpen(broker);
    }

    private static boolean isStoreOpen(Broker<?> broker) {
        return broker.getVirtualHostNodes().stream()
                .allMatch(node -> node.getState() == State.ACTIVE
                        && node.getVirtualHost() != null
                        && node.getVirtualHost().getState() == State.ACTIVE);
    }

    /** Which part it is that does not work: its port, or one of those that keep messages. */
    private static String states(Broker<?> broker) {
        List<String> states = new ArrayList<>();
        broker.getPorts().forEach(port -> states.add("port=" + port.getState()));
        for (VirtualHostNode<?> node : broker.getVirtualHostNodes()) {
            VirtualHost<?> host = node.getVirtualHost();
            states.add("node=" + node.getState() + " host=" + (host == null ? "none" : host.getState()));
        }
        return String.join(" ", states);
    }

    private static Map<String, Object> attributes(DiskReserve reserve, int port, String password) {
        Map<String, Object> attributes = new HashMap<>();
        attributes.put(ConfiguredObject.TYPE, "Memory");
        attributes.put(
                SystemConfig.INITIAL_CONFIGURATION_LOCATION, configuration().toExternalForm());
        attributes.put(SystemConfig.STARTUP_LOGGED_TO_SYSTEM_OUT, false);
        attributes.put(ConfiguredObject.CONTEXT, context(reserve, port, password));
        return attributes;
    }

    private static Map<String, String> context(DiskReserve reserve, int port, String password) {
        Map<String, String> context = new HashMap<>();
        context.put("qpid.work_dir", reserve.directory().toAbsolutePath().toString());
        context.put("qpid.amqp_port", Integer.toString(port));
        context.put("gateway.password", password);
        context.put("je.freeDisk", Long.toString(reserve.bytes()));
        // By default publishers are held up, without a word to them, while more than 90 % of the disk is in use,
        // however much
        // the rest may be. The reserve above is what counts.
        context.put("store.filesystem.maxUsagePercent", "0");
        // RabbitMQ's queue arguments are declared everywhere; this broker skips those it does not know.
        context.put("queue.behaviourOnUnknownDeclareArgument", "LOG");
        context.put("exchange.behaviourOnUnknownDeclareArgument", "LOG");
        // An unroutable mandatory message is refused, as with RabbitMQ, and does not cost the connection.
        context.put("qpid.port.closeWhenNoRoute", "false");
        // As long as RabbitMQ gives a client to introduce itself. By default 2 s, in which one on a busy machine may
        // not get that far.
        context.put("qpid.port.protocol_handshake_timeout", "10000");
        return context;
    }

    private static URL configuration() {
        URL url = QpidBroker.class.getResource("broker.json");
        if (url == null) {
            throw new IllegalStateException("The resource broker.json is missing");
        }
        return url;
    }

    /** Keeps what the launcher would only log. */
    private static final class StartWitness extends SystemLauncherListener.DefaultSystemLauncherListener {
        private @Nullable SystemConfig<?> system;
        private @Nullable Throwable problem;

        @Override
        public void onContainerResolve(SystemConfig<?> systemConfig) {
            system = systemConfig;
        }

        @Override
        public void errorOnStartup(RuntimeException e) {
            problem = e;
        }

        @Nullable
        Broker<?> broker() {
            return system == null ? null : (Broker<?>) system.getContainer();
        }
    }
}
