package dev.gatewaysync.messaging;

import com.rabbitmq.client.Address;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ChannelContinuationTimeoutException;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.Return;
import com.rabbitmq.client.ShutdownSignalException;
import dev.gatewaysync.task.Loop;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection and channel in confirm mode, for as long as it lives. Returns and confirms arrive in either order:
 * RabbitMQ returns an unroutable message and then confirms it, Qpid refuses it and then returns it; both end as a failure.
 *
 * <p>What is to be sent while confirms are awaited waits for one of them, and then goes out together, as a database's group
 * commit does it. So a lone event leaves at once, and the more there are at the same time, the less each of them costs.
 */
final class ConfirmChannel implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ConfirmChannel.class);

    /** Most events taken for one group; the last caller's list may go beyond. */
    private static final int GROUP = 500;

    /** Most groups whose confirms are awaited: one is on its way while the broker stores the other. */
    private static final int GROUPS = 2;

    /** How late an overdue confirm is noticed at most. */
    private static final Duration OVERDUE_CHECK = Duration.ofMillis(100);

    /** How long a node that confirms nothing, or makes no channel, may take to say that it has closed the connection. */
    private static final int CLOSE_MILLIS = 1_000;

    /** How long the broker may take to make a channel or a queue. */
    private static final int RPC_TIMEOUT_MILLIS = 10_000;

    /** The same where the queues may be there, and what makes them may not answer. */
    private static final int CLUSTER_RPC_TIMEOUT_MILLIS = 4_000;

    private final Connection connection;
    private final Channel channel;
    private final BufferedSocketFactory sockets;
    private final boolean hasOtherNodes;
    private final BlockingQueue<List<OutboundMessage>> waiting = new LinkedBlockingQueue<>();
    private final Semaphore room = new Semaphore(GROUPS);
    private final ConfirmTimeouts overdue;
    private final ConcurrentNavigableMap<Long, CompletableFuture<Void>> unconfirmed = new ConcurrentSkipListMap<>();
    private final Loop sender = loop("publish", this::sendNext);
    private final Loop expiry = loop("overdue-confirms", this::failOverdue);
    private volatile boolean outdated;
    /** Whether it was left for another node. Only the loop that looks for overdue confirms knows. */
    private boolean left;

    private ConfirmChannel(
            Connection connection,
            Channel channel,
            BufferedSocketFactory sockets,
            boolean hasOtherNodes,
            Duration confirmTimeout) {
        this.connection = connection;
        this.channel = channel;
        this.sockets = sockets;
        this.hasOtherNodes = hasOtherNodes;
        this.overdue = new ConfirmTimeouts(confirmTimeout, System::nanoTime);
    }

    /**
     * @param nodes of the cluster, this one included; all of them together may take as long to connect as a confirm
     * @param confirmTimeout after which a message without a confirm has failed
     * @throws OutageFailure if the broker cannot be reached or refuses the topology
     */
    static ConfirmChannel open(ConnectionFactory factory, Address node, int nodes, Duration confirmTimeout) {
        try {
            BufferedSocketFactory sockets = new BufferedSocketFactory();
            Connection connection = patient(factory, sockets, nodes, confirmTimeout.dividedBy(nodes))
                    .newConnection(List.of(node), "gateway-publisher");
            try {
                Channel channel = declared(connection, nodes > 1);
                channel.confirmSelect();
                ConfirmChannel open = new ConfirmChannel(connection, channel, sockets, nodes > 1, confirmTimeout);
                open.listen();
                open.sender.start();
                open.expiry.start();
                return open;
            } catch (IOException | RuntimeException e) {
                connection.abort(CLOSE_MILLIS);
                throw e;
            }
        } catch (IOException | TimeoutException | ShutdownSignalException e) {
            throw new OutageFailure("The broker cannot be reached: " + e, e);
        }
    }

    /** Sends these messages in order, nothing between them, and returns at once; each one's confirm says what became of it. */
    void send(List<OutboundMessage> messages) {
        if (overdue.await(messages)) {
            expiry.wake();
        }
        waiting.add(messages);
        if (!channel.isOpen()) {
            ShutdownSignalException cause = channel.getCloseReason();
            messages.forEach(message -> message.fail("The connection to the broker was lost: ", cause));
        }
    }

    boolean isOpen() {
        return !outdated && channel.isOpen();
    }

    @Override
    public void close() {
        connection.abort(5_000);
    }

    /** Over TLS the library makes the sockets itself, and every publish is sent at once. */
    private static ConnectionFactory patient(
            ConnectionFactory factory, BufferedSocketFactory sockets, int nodes, Duration connecting) {
        ConnectionFactory own = factory.clone();
        if (!factory.isSSL()) {
            own.setSocketFactory(sockets);
        }
        own.setConnectionTimeout((int) connecting.toMillis());
        own.setChannelRpcTimeout(nodes > 1 ? CLUSTER_RPC_TIMEOUT_MILLIS : RPC_TIMEOUT_MILLIS);
        return own;
    }

    /**
     * When a node of the cluster is cut off, RabbitMQ with Mnesia binds nothing until it has given that node up, which takes it a minute;
     * messages are stored all the same. So it is enough then that exchange and queues are there.
     */
    private static Channel declared(Connection connection, boolean isCluster) throws IOException {
        Channel channel = connection.createChannel();
        try {
            Topology.declare(channel);
            return channel;
        } catch (ChannelContinuationTimeoutException e) {
            if (!isCluster) {
                throw e;
            }
        }
        Channel other = connection.createChannel();
        Topology.check(other);
        return other;
    }

    /**
     * While the channel is open. Without one of its loops a connection that looks open would leave everybody waiting: for a
     * sender, or for a confirm that never comes.
     */
    private Loop loop(String name, Loop.Round whileOpen) {
        return Loop.named(name)
                .afterFailure(failure -> {
                    log.warn("{} failed next=the connection to the broker is closed: {}", name, failure.toString());
                    connection.abort(5_000);
                    return Duration.ZERO;
                })
                .atEnd(() -> connection.abort(5_000))
                .running(whileOpen);
    }

    private Duration sendNext() throws InterruptedException {
        if (!channel.isOpen()) {
            sender.stop();
            return Duration.ZERO;
        }
        List<OutboundMessage> group = new ArrayList<>(waiting.take());
        room.acquire();
        while (group.size() < GROUP) {
            List<OutboundMessage> next = waiting.poll();
            if (next == null) {
                break;
            }
            group.addAll(next);
        }
        sendGroup(group);
        return Duration.ZERO;
    }

    private Duration failOverdue() {
        if (hasOtherNodes && overdue.isSilent()) {
            leave();
        } else {
            overdue.failOverdue();
        }
        // One that was left may be slow to close: whoever publishes there meanwhile is told as well.
        if (!channel.isOpen() || (outdated && !left && overdue.areAllSettled())) {
            expiry.stop();
        }
        return overdue.nextLook(OVERDUE_CHECK);
    }

    /** For another node, where everybody who waits here may publish again. */
    private void leave() {
        // Before its callers know: what they publish again is to go elsewhere.
        outdated = true;
        overdue.failAll(new OutageFailure("The broker's node confirms nothing; what follows goes to another"));
        if (!left) {
            left = true;
            log.warn("broker.node_silent node={} next=what follows goes to another", connection.getAddress());
            // To close it writes to it, which takes as long as a node that reads nothing likes.
            Thread.ofVirtual().name("leave-silent-node").start(() -> connection.abort(CLOSE_MILLIS));
        }
    }

    private void sendGroup(List<OutboundMessage> group) {
        try {
            group.removeIf(OutboundMessage::isGivenUp);
            List<OutboundMessage> messages = EventBatchCodec.merged(group);
            CompletableFuture<?>[] confirms =
                    messages.stream().map(OutboundMessage::confirm).toArray(CompletableFuture[]::new);
            CompletableFuture.allOf(confirms).whenComplete((stored, failure) -> room.release());
            sockets.together(() -> messages.forEach(this::send));
        } catch (IOException | RuntimeException e) {
            // What was held back is lost; what cannot be written was counted, though it never left. So no confirm that
            // follows would find its message.
            connection.abort(5_000);
            group.forEach(message -> message.fail("It could not be sent: ", e));
        }
    }

    private void send(OutboundMessage message) {
        try {
            long sequence = channel.getNextPublishSeqNo();
            unconfirmed.put(sequence, message.confirm());
            channel.basicPublish(
                    message.exchange(), message.routingKey(), true, message.properties(sequence), message.body());
        } catch (IOException | ShutdownSignalException e) {
            message.fail("The connection to the broker was lost: ", e);
        }
    }

    private void listen() {
        channel.addReturnListener(this::returned);
        channel.addConfirmListener(
                (sequence, multiple) -> settle(sequence, multiple, true),
                (sequence, multiple) -> settle(sequence, multiple, false));
        channel.addShutdownListener(this::lost);
    }

    private void returned(Return message) {
        String sequence = message.getProperties().getCorrelationId();
        CompletableFuture<Void> confirm = sequence == null ? null : unconfirmed.get(Long.valueOf(sequence));
        log.warn(
                "The broker returned a message for {}/{}: {}",
                message.getExchange(),
                message.getRoutingKey(),
                message.getReplyText());
        if (isOfTopology(message)) {
            // Somebody has deleted the queues. The next connection declares them again.
            outdate();
        }
        if (confirm != null) {
            confirm.completeExceptionally(
                    new OutageFailure("No queue is bound for " + message.getRoutingKey() + "; nothing was stored"));
        }
    }

    private static boolean isOfTopology(Return message) {
        return message.getExchange().equals(Topology.EXCHANGE) || Topology.ALL_QUEUES.contains(message.getRoutingKey());
    }

    private void settle(long sequence, boolean multiple, boolean stored) {
        overdue.confirmed();
        if (!stored) {
            // So does Qpid with a message that no queue took, before it returns it, and the caller may publish again in
            // between: on a new connection, which declares the queues.
            outdate();
        }
        if (multiple) {
            Map<Long, CompletableFuture<Void>> settled = unconfirmed.headMap(sequence, true);
            settled.values().forEach(confirm -> settle(confirm, stored));
            settled.clear();
        } else {
            CompletableFuture<Void> confirm = unconfirmed.remove(sequence);
            if (confirm != null) {
                settle(confirm, stored);
            }
        }
    }

    private void outdate() {
        outdated = true;
        // What looks for overdue confirms ends it when the last is settled.
        expiry.wake();
    }

    private static void settle(CompletableFuture<Void> confirm, boolean stored) {
        if (stored) {
            confirm.complete(null);
        } else {
            confirm.completeExceptionally(new OutageFailure("The broker refused to store the message"));
        }
    }

    private void lost(ShutdownSignalException cause) {
        OutageFailure failure = new OutageFailure("The connection to the broker was lost before the confirm", cause);
        unconfirmed.values().forEach(confirm -> confirm.completeExceptionally(failure));
        unconfirmed.clear();
        // What waits, and what the sender has in hand.
        overdue.failAll(failure);
        waiting.clear();
        // Wakes the sender, which then ends, and what looks for overdue confirms.
        waiting.add(List.of());
        expiry.wake();
    }
}
