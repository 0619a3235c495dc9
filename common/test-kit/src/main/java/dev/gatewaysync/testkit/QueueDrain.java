package dev.gatewaysync.testkit;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.Delivery;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.EventJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Takes everything out of a queue by consuming it: RabbitMQ lets nobody get single messages of a quorum queue with a single
 * active consumer. A message of its own, put behind the others, says where the end is.
 */
public final class QueueDrain {
    private static final long PATIENCE_SECONDS = 60;

    private static final int ACKNOWLEDGED_AT_ONCE = 1_000;

    private QueueDrain() {}

    /** The events of all messages in their order. Nobody else may consume the queue. */
    public static List<EventEnvelope> takeEvents(ConnectionFactory broker, String queue) {
        return take(broker, queue).stream()
                .flatMap(message -> eventsOf(message.getBody()).stream())
                .toList();
    }

    /** The events of one message, which has a line for each. */
    public static List<EventEnvelope> eventsOf(byte[] body) {
        return new String(body, StandardCharsets.UTF_8)
                .lines()
                .map(line -> EventJson.fromBytes(line.getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    /** The messages in their order. Nobody else may consume the queue. */
    public static List<Delivery> take(ConnectionFactory broker, String queue) {
        String end = UUID.randomUUID().toString();
        BlockingQueue<Delivery> arriving = new LinkedBlockingQueue<>();
        List<Delivery> taken = new ArrayList<>();
        try (Connection connection = broker.newConnection();
                Channel channel = connection.createChannel()) {
            channel.confirmSelect();
            AMQP.BasicProperties marker =
                    new AMQP.BasicProperties.Builder().messageId(end).build();
            channel.basicPublish("", queue, marker, end.getBytes(StandardCharsets.UTF_8));
            channel.waitForConfirmsOrDie(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
            channel.basicQos(2 * ACKNOWLEDGED_AT_ONCE);
            channel.basicConsume(queue, false, (tag, message) -> arriving.add(message), tag -> {});
            while (true) {
                Delivery next = arriving.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
                if (next == null) {
                    throw new IllegalStateException("The end of queue " + queue + " did not arrive; is it consumed?");
                }
                if (end.equals(next.getProperties().getMessageId())) {
                    // All at once: RabbitMQ holds many single acknowledgements back, and forgets them with the channel.
                    // What comes behind the end is not acknowledged, and so stays in the queue.
                    channel.basicAck(next.getEnvelope().getDeliveryTag(), true);
                    return taken;
                }
                taken.add(next);
                if (taken.size() % ACKNOWLEDGED_AT_ONCE == 0) {
                    // A broker that has a hundred thousand messages out on one channel comes to a stand.
                    channel.basicAck(next.getEnvelope().getDeliveryTag(), true);
                }
            }
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("Queue " + queue + " could not be emptied", e);
        }
    }
}
