package dev.gatewaysync.discord.intake;

import dev.gatewaysync.messaging.ConsumerSettings;
import dev.gatewaysync.messaging.EventConsumer;
import dev.gatewaysync.messaging.FailedMessages;
import dev.gatewaysync.messaging.PoisonCounter;
import dev.gatewaysync.messaging.Topology;
import dev.gatewaysync.service.trace.Tracing;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Consumes the queue {@code discord}, from its start to its stop: the leader alone starts it, and Spring does not. */
@Component
public final class DiscordQueue implements SmartLifecycle {
    private final EventConsumer consumer;

    DiscordQueue(
            ConnectionFactory connections,
            FailedMessages failedMessages,
            PoisonCounter poisonCounter,
            DeliveryPlanner planner,
            Tracing tracing) {
        this.consumer = new EventConsumer(
                connections,
                failedMessages,
                poisonCounter,
                ConsumerSettings.of(Topology.DISCORD),
                tracing.traced("plan", planner));
    }

    /** A plain Lifecycle on which another bean depends would be started before that one. */
    @Override
    public boolean isAutoStartup() {
        return false;
    }

    @Override
    public void start() {
        consumer.start();
    }

    @Override
    public void stop() {
        consumer.stop();
    }

    /** Also while an outage pauses it, after which it goes on by itself. */
    @Override
    public boolean isRunning() {
        return consumer.isRunning();
    }
}
