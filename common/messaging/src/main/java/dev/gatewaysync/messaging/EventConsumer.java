package dev.gatewaysync.messaging;

import com.rabbitmq.client.Channel;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Consumes the events of a queue in batches and in order, and treats failures as their kind asks. A message is acknowledged only
 * after its effect is stored or it is parked. While an outage lasts the consumer is paused, as {@link QueueConsumer} says.
 */
public final class EventConsumer implements SmartLifecycle {
    private final FailurePolicy handling;
    private final QueueConsumer consumer;

    public EventConsumer(
            ConnectionFactory connectionFactory,
            FailedMessages failedMessages,
            PoisonCounter poisonCounter,
            ConsumerSettings settings,
            EventHandler handler) {
        this.handling = new FailurePolicy(settings, handler, failedMessages, poisonCounter);
        this.consumer = new QueueConsumer(connectionFactory, settings, new QueueConsumer.BatchHandler() {
            @Override
            public boolean handle(List<Message> messages, Channel channel, QueueConsumer.Consuming consuming)
                    throws IOException {
                return settle(ConsumedEvent.of(messages), channel, consuming);
            }

            @Override
            public void probe() {
                handler.probe();
            }
        });
    }

    @Override
    public void start() {
        consumer.start();
    }

    @Override
    public void stop() {
        consumer.stop();
    }

    @Override
    public boolean isRunning() {
        return consumer.isRunning();
    }

    /** Why the consumer is paused, or null if it is not. */
    public @Nullable String pauseReason() {
        return consumer.pauseReason();
    }

    /** @return whether all of them are settled, and not only those before the consumer was paused or stopped */
    private boolean settle(List<ConsumedEvent> events, Channel channel, QueueConsumer.Consuming consuming)
            throws IOException {
        int from = 0;
        while (from < events.size() && consuming.goesOn()) {
            int settled = handling.settle(events.subList(from, events.size()), consuming.waiter());
            if (settled > 0) {
                from += settled;
                acknowledge(events.subList(from - settled, from), channel);
            }
        }
        return from == events.size();
    }

    /** A message that several events share waits for the last of them. */
    private static void acknowledge(List<ConsumedEvent> settled, Channel channel) throws IOException {
        for (ConsumedEvent event : settled.reversed()) {
            if (event.isLast()) {
                QueueConsumer.acknowledge(channel, event.tag());
                return;
            }
        }
    }
}
