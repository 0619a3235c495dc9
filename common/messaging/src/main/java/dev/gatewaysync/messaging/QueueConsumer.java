package dev.gatewaysync.messaging;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ShutdownSignalException;
import dev.gatewaysync.task.OutageGate;
import dev.gatewaysync.task.Waiter;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
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
 * Consumes a queue in batches and in order, whatever the messages are. While an outage lasts the consumer is paused: it holds no
 * message (a broker takes back the channel of a consumer that holds one for long), and resumes when the handler's probe succeeds.
 */
public final class QueueConsumer implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(QueueConsumer.class);

    private static final long FIRST_OF_A_CHANNEL = 1;

    private final ConsumerSettings settings;
    private final BatchHandler handler;
    private final SimpleMessageListenerContainer container;
    /** Held while the container drains, and not while it starts, which waits for the broker. */
    private final ReentrantLock changing = new ReentrantLock();
    /** Where something was left unsettled: what comes behind it there is not handled, for to acknowledge that would settle both. */
    private final Set<Channel> leftBehind = Collections.newSetFromMap(Collections.synchronizedMap(new WeakHashMap<>()));

    private volatile Run run;

    /** What is done with the messages. */
    public interface BatchHandler {
        /**
         * Acknowledges what it has settled; the rest comes again.
         *
         * @return whether that was all of it
         * @throws OutageFailure if nothing can be settled now, whatever the message: the consumer pauses
         * @throws IOException if it could not acknowledge
         */
        boolean handle(List<Message> messages, Channel channel, Consuming consuming) throws IOException;

        /** Whether the outage is over: throws anything while it lasts. */
        void probe();
    }

    /** How the consumer goes on while a batch is handled. */
    public interface Consuming {
        /** False once it is paused or stopped: what is not settled by then waits. */
        boolean goesOn();

        /** Ends its waits with a stop of the consumer. */
        Waiter waiter();
    }

    /** From one start to the next. A pause ends with it: who waits for its end then has nothing to stop or start any more. */
    private final class Run implements Consuming {
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

        @Override
        public boolean goesOn() {
            return !gate.isAway() && !waiter.isStopped();
        }

        @Override
        public Waiter waiter() {
            return waiter;
        }

        private boolean isPaused() {
            return gate.isAway() && !waiter.isStopped();
        }

        private void stop() {
            waiter.stop();
            gate.close();
        }

        private void resume(int probes) {
            if (waiter.isStopped()) {
                return;
            }
            startContainer(this);
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

    public QueueConsumer(ConnectionFactory connectionFactory, ConsumerSettings settings, BatchHandler handler) {
        this.settings = settings;
        this.handler = handler;
        this.container = ListenerContainers.batches(
                connectionFactory,
                settings.queue(),
                settings.batchSize(),
                settings.prefetch(),
                (ChannelAwareBatchMessageListener) this::onBatch);
        this.container.setShutdownTimeout(settings.drainTimeout().toMillis());
        this.run = new Run();
    }

    /**
     * Does nothing while it consumes: what is in hand is settled by the run that it came to. While a stop is under way it waits until
     * that has drained.
     */
    @Override
    public void start() {
        Run started;
        changing.lock();
        try {
            if (container.isRunning() && !run.waiter.isStopped()) {
                return;
            }
            run.stop();
            started = new Run();
            run = started;
        } finally {
            changing.unlock();
        }
        startContainer(started);
    }

    /** Once a start has failed, the container takes itself for started all the same, and the next one would do nothing. */
    private void startContainer(Run started) {
        try {
            container.start();
            if (started.waiter.isStopped()) {
                stopContainer(started);
            }
        } catch (RuntimeException | Error e) {
            try {
                container.stop();
            } catch (RuntimeException | Error stop) {
                e.addSuppressed(stop);
            }
            throw e;
        }
    }

    @Override
    public void stop() {
        // What it waits for ends at once, before a stop or a pause that is under way.
        run.stop();
        changing.lock();
        try {
            run.stop();
            container.stop();
        } finally {
            changing.unlock();
        }
    }

    /** Also while an outage pauses it, after which it goes on by itself: a stop has to end that. */
    @Override
    public boolean isRunning() {
        return container.isRunning() || run.isPaused();
    }

    /** Why the consumer is paused, or null if it is not. */
    public @Nullable String pauseReason() {
        Run current = run;
        return current.isPaused() ? current.gate.reason() : null;
    }

    private void onBatch(List<Message> messages, @Nullable Channel channel) {
        if (channel == null) {
            throw new IllegalStateException("Manual acknowledgement needs the channel");
        }
        if (messages.getFirst().getMessageProperties().getDeliveryTag() == FIRST_OF_A_CHANNEL) {
            leftBehind.remove(channel);
        }
        Run current = run;
        boolean settled = false;
        try {
            settled = current.goesOn() && !leftBehind.contains(channel) && handler.handle(messages, channel, current);
        } catch (IOException | ShutdownSignalException e) {
            log.warn(
                    "Could not acknowledge on queue {}, because its channel is gone; what was handled comes again and has no second"
                            + " effect: {}",
                    settings.queue(),
                    e.toString());
        } catch (RuntimeException | StackOverflowError | LinkageError e) {
            // Messages not acknowledged yet go back to the queue, in their old place, when the container closes its
            // channel.
            current.gate.report(e instanceof OutageFailure ? String.valueOf(e.getMessage()) : e.toString());
        } finally {
            if (!settled) {
                leftBehind.add(channel);
            }
            if (!current.goesOn()) {
                // Whoever interrupts a slow one means this run; at the container's next wait it would end the following
                // one.
                Thread.interrupted();
            }
        }
    }

    /**
     * All messages up to and including this one.
     *
     * @throws IOException if the channel is gone; they come again
     */
    public static void acknowledge(Channel channel, long tag) throws IOException {
        try {
            channel.basicAck(tag, true);
        } catch (IllegalStateException closed) {
            // What Spring says of a channel that it knows to be closed.
            throw new IOException(closed.getMessage(), closed);
        }
    }

    /** Unless it has been started again meanwhile: then it is another run's. */
    private void stopContainer(Run current) {
        changing.lock();
        try {
            if (run == current) {
                container.stop();
            }
        } catch (RuntimeException | Error e) {
            log.warn("Consumer of {} did not stop cleanly: {}", settings.queue(), e.toString());
        } finally {
            changing.unlock();
        }
    }
}
