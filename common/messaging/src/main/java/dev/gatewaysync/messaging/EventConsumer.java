package dev.gatewaysync.messaging;

import com.rabbitmq.client.Channel;
import dev.gatewaysync.task.OutageGate;
import dev.gatewaysync.task.Waiter;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;
import org.springframework.amqp.rabbit.listener.api.ChannelAwareBatchMessageListener;
import org.springframework.context.SmartLifecycle;

/**
 * Consumes a queue in batches and in order, and treats failures as their kind asks. A message is acknowledged only after
 * its effect is stored or it is parked. While an outage lasts the consumer is paused: it holds no message (a broker takes
 * back the channel of a consumer that holds one for long), and resumes when the handler's probe succeeds.
 */
public final class EventConsumer implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(EventConsumer.class);

    private final ConsumerSettings settings;
    private final EventHandler handler;
    private final FailurePolicy handling;
    private final SimpleMessageListenerContainer container;
    private final ReentrantLock starting = new ReentrantLock();
    private volatile Run run;

    /** From one start to the next. A pause ends with it: who waits for its end then has nothing to stop or start any more. */
    private final class Run {
        private final Waiter waiter = new Waiter();
        private final OutageGate gate = OutageGate.named("resume-" + settings.queue())
                .every(settings.backoff()::after)
                .onAway(reason -> log.warn("Consumer of {} paused: {}", settings.queue(), reason))
                .beforeProbes(() -> stopContainer(this))
                .onFailedProbe(this::probeFailed)
                .onBack(this::resume)
                .probing(() -> {
                    handler.probe();
                    return true;
                });

        private void stop() {
            waiter.stop();
            gate.close();
        }

        private void resume(int probes) {
            if (waiter.isStopped()) {
                return;
            }
            container.start();
            if (waiter.isStopped() && run == this) {
                container.stop();
            }
            log.info("Consumer of {} resumed after {} probes", settings.queue(), probes);
        }

        private void probeFailed(Throwable failure) {
            if (failure instanceof Error) {
                log.warn("Consumer of {} stays paused: {}", settings.queue(), failure.toString());
            } else {
                log.debug("Consumer of {} stays paused: {}", settings.queue(), failure.toString());
            }
        }
    }

    public EventConsumer(
            ConnectionFactory connectionFactory,
            FailedMessages failedMessages,
            PoisonCounter poisonCounter,
            ConsumerSettings settings,
            EventHandler handler) {
        this.settings = settings;
        this.handler = handler;
        this.handling = new FailurePolicy(settings, handler, failedMessages, poisonCounter);
        this.container = container(connectionFactory);
        this.run = new Run();
    }

    @Override
    public void start() {
        starting.lock();
        try {
            run.stop();
            run = new Run();
        } finally {
            starting.unlock();
        }
        container.start();
    }

    @Override
    public void stop() {
        run.stop();
        container.stop();
    }

    @Override
    public boolean isRunning() {
        return container.isRunning();
    }

    /** Why the consumer is paused, or null if it is not. */
    public @Nullable String pauseReason() {
        return run.gate.reason();
    }

    private SimpleMessageListenerContainer container(ConnectionFactory connectionFactory) {
        SimpleMessageListenerContainer made = ListenerContainers.batches(
                connectionFactory,
                settings.queue(),
                settings.batchSize(),
                settings.prefetch(),
                (ChannelAwareBatchMessageListener) this::onBatch);
        made.setShutdownTimeout(settings.drainTimeout().toMillis());
        return made;
    }

    private void onBatch(List<Message> messages, @Nullable Channel channel) {
        if (channel == null) {
            throw new IllegalStateException("Manual acknowledgement needs the channel");
        }
        Run current = run;
        try {
            List<ConsumedEvent> deliveries = ConsumedEvent.of(messages);
            for (int from = 0; from < deliveries.size() && !current.gate.isAway() && !current.waiter.isStopped(); ) {
                int settled = handling.settle(deliveries.subList(from, deliveries.size()), current.waiter);
                if (settled > 0) {
                    from += settled;
                    acknowledge(deliveries.subList(from - settled, from), channel);
                }
            }
        } catch (OutageFailure e) {
            // Messages not acknowledged yet go back to the queue, in their old place, when the container closes its
            // channel.
            current.gate.report(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            log.warn(
                    "Could not acknowledge on queue {}; the messages will come again: {}",
                    settings.queue(),
                    e.toString());
        }
    }

    /** A message that several events share waits for the last of them. */
    private static void acknowledge(List<ConsumedEvent> settled, Channel channel) throws IOException {
        for (ConsumedEvent event : settled.reversed()) {
            if (event.isLast()) {
                channel.basicAck(event.tag(), true);
                return;
            }
        }
    }

    /** Unless it has been started again meanwhile: then it is another run's. */
    private void stopContainer(Run current) {
        starting.lock();
        try {
            if (run == current) {
                container.stop();
            }
        } catch (RuntimeException | Error e) {
            log.warn("Consumer of {} did not stop cleanly: {}", settings.queue(), e.toString());
        } finally {
            starting.unlock();
        }
    }
}
