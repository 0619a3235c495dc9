package dev.gatewaysync.messaging;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Address;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ChannelContinuationTimeoutException;
import com.rabbitmq.client.ConfirmCallback;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.ShutdownListener;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.ConnectException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** Nodes without a network. Each keeps the ids of what it is given and confirms it, unless it is told to be otherwise. */
final class FakeCluster extends ConnectionFactory {
    private final Set<Address> away = new HashSet<>();
    private final Set<Address> silent = new HashSet<>();
    private final Set<Address> unable = new HashSet<>();
    private final Set<Address> stuck = new HashSet<>();
    private final Set<Address> without = new HashSet<>();
    private final CountDownLatch readsAgain = new CountDownLatch(1);
    private final Map<Address, List<String>> stored = new ConcurrentHashMap<>();
    private final List<Address> connections = new CopyOnWriteArrayList<>();
    private final List<Runnable> open = new CopyOnWriteArrayList<>();

    void away(Address node) {
        away.add(node);
    }

    void silent(Address node) {
        silent.add(node);
    }

    /** It stores, and answers no declaration. */
    void unableToDeclare(Address node) {
        unable.add(node);
    }

    /** Neither confirms nor reads anything: a connection to it is closed only when it {@link #readsAgain}. */
    void stuck(Address node) {
        silent.add(node);
        stuck.add(node);
    }

    void readsAgain() {
        readsAgain.countDown();
    }

    /** Makes no channel. */
    void withoutChannels(Address node) {
        without.add(node);
    }

    void loseConnections() {
        open.forEach(Runnable::run);
    }

    List<String> stored(Address node) {
        return stored.getOrDefault(node, List.of());
    }

    /** The nodes of all connections that were made, the first first. */
    List<Address> connections() {
        return connections;
    }

    @Override
    public ConnectionFactory clone() {
        return this;
    }

    @Override
    public Connection newConnection(List<Address> nodes, String name) throws IOException {
        Address node = nodes.getFirst();
        if (away.contains(node)) {
            throw new ConnectException("away");
        }
        connections.add(node);
        AtomicBoolean isOpen = new AtomicBoolean(true);
        List<ShutdownListener> listeners = new CopyOnWriteArrayList<>();
        Runnable end = () -> {
            if (isOpen.getAndSet(false)) {
                listeners.forEach(
                        listener -> listener.shutdownCompleted(new ShutdownSignalException(false, false, null, null)));
            }
        };
        open.add(end);
        return fake(Connection.class, (method, arguments) -> switch (method) {
            case "createChannel" -> {
                if (without.contains(node)) {
                    throw new IOException("no channel");
                }
                yield channel(node, isOpen, listeners);
            }
            case "abort" -> {
                if (arguments == null) {
                    throw new IllegalStateException("It waits without end for a node that does not answer");
                }
                if (stuck.contains(node)) {
                    readsAgain.await();
                }
                end.run();
                yield null;
            }
            default -> null;
        });
    }

    private Channel channel(Address node, AtomicBoolean isOpen, List<ShutdownListener> listeners) {
        AtomicLong sequence = new AtomicLong();
        ConfirmCallback[] confirmed = new ConfirmCallback[1];
        return fake(Channel.class, (method, arguments) -> switch (method) {
            case "isOpen" -> isOpen.get();
            case "getNextPublishSeqNo" -> sequence.incrementAndGet();
            case "addConfirmListener" -> {
                confirmed[0] = (ConfirmCallback) arguments[0];
                yield null;
            }
            case "queueBind" -> {
                if (unable.contains(node)) {
                    throw new ChannelContinuationTimeoutException(
                            new TimeoutException(),
                            null,
                            1,
                            new AMQP.Queue.Bind.Builder()
                                    .queue("q")
                                    .exchange("e")
                                    .build());
                }
                yield null;
            }
            case "addShutdownListener" -> {
                listeners.add((ShutdownListener) arguments[0]);
                yield null;
            }
            case "basicPublish" -> {
                if (!silent.contains(node)) {
                    AMQP.BasicProperties properties = (AMQP.BasicProperties) arguments[3];
                    stored.computeIfAbsent(node, n -> new CopyOnWriteArrayList<>())
                            .add(properties.getMessageId());
                    confirmed[0].handle(sequence.get(), false);
                }
                yield null;
            }
            default -> null;
        });
    }

    private interface Answers {
        Object to(String method, Object[] arguments) throws IOException, InterruptedException;
    }

    private static <T> T fake(Class<T> type, Answers answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> answers.to(method.getName(), arguments)));
    }
}
