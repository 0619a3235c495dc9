package dev.gatewaysync.sync.record;

import com.rabbitmq.client.Channel;
import dev.gatewaysync.messaging.Topology;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.AmqpException;
import org.springframework.amqp.rabbit.connection.Connection;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;

/** {@code gateway_queue_messages{queue}}: messages that wait, as last asked of the broker; not a number while it is away. */
final class QueueDepths {
    private static final Logger log = LoggerFactory.getLogger(QueueDepths.class);

    private final ConnectionFactory connectionFactory;
    private final Map<String, Double> depths = new ConcurrentHashMap<>();

    QueueDepths(ConnectionFactory connectionFactory, MeterRegistry registry) {
        this.connectionFactory = connectionFactory;
        for (String queue : queues()) {
            depths.put(queue, 0.0);
            Gauge.builder("gateway.queue.messages", () -> depths.get(queue))
                    .tag("queue", queue)
                    .register(registry);
        }
    }

    void sample() {
        try {
            Connection connection = connectionFactory.createConnection();
            try (Channel channel = connection.getDelegate().createChannel()) {
                for (String queue : queues()) {
                    depths.put(queue, (double) Topology.depth(channel, queue));
                }
            }
        } catch (IOException | TimeoutException | AmqpException e) {
            log.debug("Queues cannot be counted now: {}", e.toString());
            depths.replaceAll((queue, depth) -> Double.NaN);
        }
    }

    private static List<String> queues() {
        List<String> queues = new ArrayList<>(Topology.WORK_QUEUES);
        queues.add(Topology.FAILED);
        return queues;
    }
}
