package dev.gatewaysync.messaging;

import com.rabbitmq.client.Address;
import com.rabbitmq.client.ConnectionFactory;
import dev.gatewaysync.events.EventEnvelope;
import java.net.URISyntaxException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Publishes and returns only when the broker has confirmed that the message is stored in every queue it was routed to. A
 * nack, a return (no queue took it), a lost connection and a confirm that does not come in time are all an
 * {@link OutageFailure}: the caller may publish again, and consumers recognise the repeat by the event's id.
 *
 * <p>All callers share one channel: what they publish while others' confirms are awaited leaves together, which is what makes
 * concurrent callers fast. A caller that publishes one event after the other finds them in that order in every queue.
 */
public final class ConfirmedPublisher implements AutoCloseable {
    /** How long the answer to one probe is everybody's. */
    private static final Duration PROBE_SHARED = Duration.ofSeconds(1);

    private static final int HEARTBEAT_SECONDS = 5;

    private final ConnectionFactory connectionFactory;
    private final List<Address> nodes;
    private final Duration confirmTimeout;
    private final ReentrantLock lock = new ReentrantLock();
    /** The node that the next connection is tried with first. */
    private int turn;

    private @Nullable ConfirmChannel current;
    private @Nullable ConfirmChannel probed;
    private @Nullable OutboundMessage lastProbe;
    private long probedAt;

    /**
     * @param connectionFactory of a connection of its own: a consumer's slow broker must not slow a publisher
     * @param confirmTimeout how long to wait for the broker, connecting included
     */
    public ConfirmedPublisher(ConnectionFactory connectionFactory, Duration confirmTimeout) {
        this(
                connectionFactory,
                List.of(new Address(connectionFactory.getHost(), connectionFactory.getPort())),
                confirmTimeout);
    }

    private ConfirmedPublisher(ConnectionFactory connectionFactory, List<Address> nodes, Duration confirmTimeout) {
        this.connectionFactory = connectionFactory;
        this.nodes = List.copyOf(nodes);
        this.confirmTimeout = confirmTimeout;
    }

    /**
     * Of a cluster. A connection that is lost is followed by one to the node behind, and to whichever of them answers; so is one whose
     * node confirms nothing in time, for a node that is cut off from the others takes messages all the same.
     *
     * @param connectionFactory as above; its host and port count for nothing
     * @param confirmTimeout as above, for all nodes together
     */
    public static ConfirmedPublisher ofCluster(
            ConnectionFactory connectionFactory, List<Address> nodes, Duration confirmTimeout) {
        return new ConfirmedPublisher(connectionFactory, nodes, confirmTimeout);
    }

    /**
     * On a connection of its own, which notices within seconds that the broker is gone.
     *
     * @param url {@code amqp://user:password@host:port}
     * @param patience how long to wait for the broker, connecting included
     * @throws IllegalArgumentException if that is no broker's URL; the message repeats none of it
     */
    public static ConfirmedPublisher at(String url, Duration patience) {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setAutomaticRecoveryEnabled(false);
        factory.setConnectionTimeout((int) patience.toMillis());
        factory.setRequestedHeartbeat(HEARTBEAT_SECONDS);
        try {
            factory.setUri(url);
        } catch (URISyntaxException | GeneralSecurityException e) {
            throw new IllegalArgumentException("Not the URL of a broker");
        }
        return new ConfirmedPublisher(factory, patience);
    }

    /** @throws OutageFailure if the event is not known to be stored */
    public void publish(EventEnvelope event) {
        publishAll(List.of(event));
    }

    /**
     * Publishes in order, with the confirms awaited together.
     *
     * @throws OutageFailure if one of the events is not known to be stored; publish all of them again
     */
    public void publishAll(List<EventEnvelope> events) {
        send(events.stream().map(event -> OutboundMessage.event(event, false)).toList());
    }

    /**
     * As {@link #publishAll}, and events of one source and type that leave together, from other callers too, share messages:
     * each message costs the broker the same, however many events it carries. When one event of a message has to be handled
     * again, so may be the others; that is for events whose handling does nothing twice.
     *
     * @throws OutageFailure if one of the events is not known to be stored; publish all of them again
     */
    public void publishShared(List<EventEnvelope> events) {
        send(events.stream().map(event -> OutboundMessage.event(event, true)).toList());
    }

    /**
     * Sends to one queue, past the exchange: for failed messages and their replay.
     *
     * @throws OutageFailure if the message is not known to be stored
     */
    public void publishToQueue(String queue, String messageId, Map<String, Object> headers, byte[] body) {
        send(List.of(OutboundMessage.toQueue(queue, messageId, headers, body)));
    }

    /**
     * Whether the broker stores now what it is given; connects if need be. It does what it vouches for: a message of its own is
     * published and its confirm awaited, because a broker that is short of disk or memory still takes connections. Callers
     * that ask within a second share one message.
     */
    public boolean isReachable() {
        OutboundMessage probe;
        try {
            probe = probe();
        } catch (OutageFailure e) {
            return false;
        }
        try {
            await(probe);
            return true;
        } catch (OutageFailure e) {
            return false;
        }
    }

    private OutboundMessage probe() {
        ConfirmChannel channel = channel();
        synchronized (this) {
            boolean old = System.nanoTime() - probedAt > PROBE_SHARED.toNanos();
            if (lastProbe == null || (lastProbe.confirm().isDone() && (old || !channel.equals(probed)))) {
                lastProbe = OutboundMessage.probe();
                probedAt = System.nanoTime();
                probed = channel;
                channel.send(List.of(lastProbe));
            }
            return lastProbe;
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (current != null) {
                current.close();
            }
        } finally {
            lock.unlock();
        }
    }

    private void send(List<OutboundMessage> messages) {
        channel().send(messages);
        messages.forEach(ConfirmedPublisher::await);
    }

    private ConfirmChannel channel() {
        try {
            if (!lock.tryLock(confirmTimeout.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new OutageFailure("The broker did not answer within " + confirmTimeout);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OutageFailure("Interrupted while waiting for the broker", e);
        }
        try {
            if (current == null || !current.isOpen()) {
                current = openAtNext();
            }
            return current;
        } finally {
            lock.unlock();
        }
    }

    private ConfirmChannel openAtNext() {
        OutageFailure last = new OutageFailure("There is no broker");
        for (int tried = 0; tried < nodes.size(); tried++) {
            Address node = nodes.get(turn);
            turn = (turn + 1) % nodes.size();
            try {
                return ConfirmChannel.open(connectionFactory, node, nodes.size(), confirmTimeout);
            } catch (OutageFailure e) {
                last = e;
            }
        }
        throw last;
    }

    private static void await(OutboundMessage message) {
        try {
            message.confirm().get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof OutageFailure outage) {
                throw outage;
            }
            throw new OutageFailure("The broker did not store " + message.messageId(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OutageFailure("Interrupted before the broker confirmed " + message.messageId(), e);
        }
    }
}
