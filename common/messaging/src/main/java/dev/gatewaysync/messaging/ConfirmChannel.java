package dev.gatewaysync.messaging;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.Return;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
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

    private final Connection connection;
    private final Channel channel;
    private final CorkedSockets sockets;
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

    CompletableFuture<Void> publish(String exchange, String key, AMQP.BasicProperties properties, byte[] body) {
        CompletableFuture<Void> confirm = new CompletableFuture<>();
        sendLock.lock();
        try {
            long sequence = channel.getNextPublishSeqNo();
            unconfirmed.put(sequence, confirm);
            // The correlation id names this attempt, so that a return finds it.
            AMQP.BasicProperties attempt =
                    properties.builder().correlationId(Long.toString(sequence)).build();
            channel.basicPublish(exchange, key, true, attempt, body);
        } catch (IOException | AlreadyClosedException e) {
            confirm.completeExceptionally(new OutageFailure("The connection to the broker was lost: " + e, e));
        } finally {
            sendLock.unlock();
        }
        return confirm;
    }

    /** Runs {@code publishing}, whose publishes nobody else's come between, and sends them in as few packets as they need. */
    void together(Runnable publishing) {
        sendLock.lock();
        try {
            sockets.together(publishing);
        } catch (IOException e) {
            // What was held back is lost, so no confirm may be waited for.
            connection.abort(5_000);
        } finally {
            sendLock.unlock();
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
