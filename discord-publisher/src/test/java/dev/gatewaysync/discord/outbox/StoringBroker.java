package dev.gatewaysync.discord.outbox;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Address;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ConfirmCallback;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import dev.gatewaysync.messaging.ConfirmedPublisher;
import dev.gatewaysync.messaging.FailedMessages;
import dev.gatewaysync.testkit.SettableClock;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** A broker without a connection: it keeps the headers of each failed message, and confirms it, unless it is away. */
final class StoringBroker extends ConnectionFactory implements AutoCloseable {
    final List<Map<String, Object>> stored = new CopyOnWriteArrayList<>();
    volatile boolean away;
    private final ConfirmedPublisher publisher = new ConfirmedPublisher(this, Duration.ofSeconds(5));

    FailedMessages failedMessages(SettableClock clock) {
        return new FailedMessages(publisher, clock);
    }

    @Override
    public ConnectionFactory clone() {
        return this;
    }

    @Override
    public Connection newConnection(List<Address> nodes, String name) throws IOException {
        if (away) {
            throw new IOException("away");
        }
        return fake(Connection.class, (method, arguments) -> method.equals("createChannel") ? channel() : null);
    }

    private Channel channel() {
        AtomicLong sequence = new AtomicLong();
        ConfirmCallback[] confirmed = new ConfirmCallback[1];
        return fake(Channel.class, (method, arguments) -> switch (method) {
            case "isOpen" -> !away;
            case "getNextPublishSeqNo" -> sequence.incrementAndGet();
            case "addConfirmListener" -> {
                confirmed[0] = (ConfirmCallback) arguments[0];
                yield null;
            }
            case "basicPublish" -> {
                AMQP.BasicProperties properties = (AMQP.BasicProperties) arguments[3];
                stored.add(properties.getHeaders());
                confirmed[0].handle(sequence.get(), false);
                yield null;
            }
            default -> null;
        });
    }

    private interface Call {
        Object answer(String method, Object[] arguments) throws IOException;
    }

    private static <T> T fake(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> call.answer(method.getName(), arguments)));
    }

    @Override
    public void close() {
        away = true;
        publisher.close();
    }
}
