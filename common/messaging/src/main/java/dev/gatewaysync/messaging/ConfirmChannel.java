package dev.gatewaysync.messaging;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.Return;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection and channel in confirm mode, for as long as it lives. Returns and confirms arrive in either order:
 * RabbitMQ returns an unroutable message and then confirms it, Qpid refuses it and then returns it; both end as a failure.
 */
final class ConfirmChannel implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ConfirmChannel.class);
    private static final int MAX_TOGETHER = 128;

    private final Connection connection;
    private final Channel channel;
    private final CorkedSockets sockets;
    private final Queue<List<Outgoing>> waiting = new ConcurrentLinkedQueue<>();
    private final ReentrantLock sendLock = new ReentrantLock();
    private final ConcurrentNavigableMap<Long, CompletableFuture<Void>> unconfirmed = new ConcurrentSkipListMap<>();

    private ConfirmChannel(Connection connection, Channel channel, CorkedSockets sockets) {
        this.connection = connection;
        this.channel = channel;
        this.sockets = sockets;
    }

    /** @throws OutageFailure if the broker cannot be reached or refuses the topology */
    static ConfirmChannel open(ConnectionFactory factory) {
        try {
            CorkedSockets sockets = new CorkedSockets();
            Connection connection = corked(factory, sockets).newConnection("gateway-publisher");
            try {
                Channel channel = connection.createChannel();
                Topology.declare(channel);
                channel.confirmSelect();
                ConfirmChannel open = new ConfirmChannel(connection, channel, sockets);
                open.listen();
                return open;
            } catch (IOException | RuntimeException e) {
                connection.abort();
                throw e;
            }
        } catch (IOException | TimeoutException | ShutdownSignalException e) {
            throw new OutageFailure("The broker cannot be reached: " + e, e);
        }
    }

    /**
     * Sends these messages in order, nothing between them, and returns at once; each one's confirm says what became of it.
     * What several threads send at the same time goes out in as few packets as it needs, by the hand of one of them.
     */
    void send(List<Outgoing> messages) {
        waiting.add(messages);
        // Whoever else is about to send comes first: virtual threads then share a packet, and a lone one loses nothing.
        Thread.yield();
        while (!waiting.isEmpty() && sendLock.tryLock()) {
            try {
                sockets.together(this::sendWaiting);
            } catch (IOException e) {
                // What was held back is lost, so no confirm may be waited for.
                connection.abort(5_000);
            } finally {
                sendLock.unlock();
            }
        }
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    public void close() {
        connection.abort(5_000);
    }

    /** Over TLS the library makes the sockets itself, and every publish is sent at once. */
    private static ConnectionFactory corked(ConnectionFactory factory, CorkedSockets sockets) {
        if (factory.isSSL()) {
            return factory;
        }
        ConnectionFactory own = factory.clone();
        own.setSocketFactory(sockets);
        return own;
    }

    /** Not more than some, so that the first of them is not held back for the sake of ever new ones. */
    private void sendWaiting() {
        for (int i = 0; i < MAX_TOGETHER; i++) {
            List<Outgoing> messages = waiting.poll();
            if (messages == null) {
                return;
            }
            messages.forEach(this::send);
        }
    }

    private void send(Outgoing message) {
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
        if (confirm != null) {
            confirm.completeExceptionally(
                    new OutageFailure("No queue is bound for " + message.getRoutingKey() + "; nothing was stored"));
        }
    }

    private void settle(long sequence, boolean multiple, boolean stored) {
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
    }
}
