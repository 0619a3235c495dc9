package dev.gatewaysync.messaging;

import com.rabbitmq.client.Channel;
import dev.gatewaysync.task.Waiter;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
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
    private volatile Run run = new Run();

    /** From one start to the next. A pause ends with it: who waits for its end then has nothing to stop or start any more. */
    private static final class Run {
        private final Waiter waiter = new Waiter();
        private final AtomicBoolean paused = new AtomicBoolean();
        private volatile @Nullable String pauseReason;
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
    }

    @Override
    public void start() {
        starting.lock();
        try {
            run.waiter.stop();
            run = new Run();
        } finally {
            starting.unlock();
        }
        container.start();
    }

    @Override
    public void stop() {
        run.waiter.stop();
        container.stop();
    }

    @Override
    public boolean isRunning() {
        return container.isRunning();
    }

    /** Why the consumer is paused, or null if it is not. */
    public @Nullable String pauseReason() {
        return run.pauseReason;
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
            for (int from = 0; from < deliveries.size() && !current.paused.get() && !current.waiter.isStopped(); ) {
                int settled = handling.settle(deliveries.subList(from, deliveries.size()), current.waiter);
                if (settled > 0) {
                    from += settled;
                    acknowledge(deliveries.subList(from - settled, from), channel);
                }
            }
        } catch (OutageFailure e) {
            pause(current, e);
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

    /** Messages not acknowledged yet go back to the queue, in their old place, when the container closes its channel. */
    private void pause(Run current, OutageFailure outage) {
        if (current.paused.compareAndSet(false, true)) {
            current.pauseReason = outage.getMessage();
            log.warn("Consumer of {} paused: {}", settings.queue(), outage.getMessage());
            Thread.ofVirtual().name("resume-" + settings.queue()).start(() -> resumeWhenWell(current));
        }
    }

    private void resumeWhenWell(Run current) {
        stopContainer(current);
        for (int attempt = 1; !current.waiter.isStopped(); attempt++) {
            try {
                if (!current.waiter.sleep(settings.backoff().after(attempt))) {
                    return;
                }
                handler.probe();
                current.paused.set(false);
                current.pauseReason = null;
                container.start();
                if (current.waiter.isStopped()) {
                    container.stop();
                }
                log.info("Consumer of {} resumed after {} probes", settings.queue(), attempt);
                return;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                current.pauseReason = e.getMessage();
                log.debug("Consumer of {} stays paused: {}", settings.queue(), e.toString());
            } catch (Error e) {
                // Nobody else resumes it.
                current.pauseReason = e.toString();
                log.warn("Consumer of {} stays paused: {}", settings.queue(), e.toString());
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
