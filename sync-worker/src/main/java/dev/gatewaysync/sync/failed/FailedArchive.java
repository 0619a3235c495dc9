package dev.gatewaysync.sync.failed;

import com.rabbitmq.client.Channel;
import dev.gatewaysync.messaging.Backoff;
import dev.gatewaysync.messaging.HandlingFailure;
import dev.gatewaysync.messaging.Topology;
import dev.gatewaysync.sync.WorkerTransactions;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.core.AcknowledgeMode;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;
import org.springframework.amqp.rabbit.listener.api.ChannelAwareBatchMessageListener;
import org.springframework.context.SmartLifecycle;

/**
 * Moves failed messages from their queue into the database. They may be anything, so nothing about them can fail but the
 * storing itself: then the consumer gives them back, stops, and starts again when the database answers.
 */
final class FailedArchive implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(FailedArchive.class);
    private static final int BATCH = 50;

    private final FailedMessageTable table;
    private final WorkerTransactions transactions;
    private final InstantSource clock;
    private final SimpleMessageListenerContainer container;
    private final AtomicBoolean paused = new AtomicBoolean();
    private volatile boolean stopped = true;

    FailedArchive(
            ConnectionFactory connectionFactory,
            FailedMessageTable table,
            WorkerTransactions transactions,
            InstantSource clock) {
        this.table = table;
        this.transactions = transactions;
        this.clock = clock;
        this.container = container(connectionFactory);
    }

    @Override
    public void start() {
        stopped = false;
        container.start();
    }

    @Override
    public void stop() {
        stopped = true;
        container.stop();
    }

    @Override
    public boolean isRunning() {
        return !stopped;
    }

    private SimpleMessageListenerContainer container(ConnectionFactory connectionFactory) {
        SimpleMessageListenerContainer made = new SimpleMessageListenerContainer(connectionFactory);
        made.setQueueNames(Topology.FAILED);
        made.setAcknowledgeMode(AcknowledgeMode.MANUAL);
        made.setConsumerBatchEnabled(true);
        made.setBatchSize(BATCH);
        made.setPrefetchCount(BATCH * 2);
        made.setReceiveTimeout(20);
        made.setRecoveryInterval(1_000);
        made.setMissingQueuesFatal(false);
        made.setListenerId("archive-" + Topology.FAILED);
        made.setMessageListener((ChannelAwareBatchMessageListener) this::onBatch);
        made.afterPropertiesSet();
        return made;
    }

    private void onBatch(List<Message> messages, @Nullable Channel channel) {
        if (channel == null) {
            throw new IllegalStateException("Manual acknowledgement needs the channel");
        }
        if (paused.get()) {
            return;
        }
        try {
            List<FailedMessage> failed = messages.stream()
                    .map(message -> FailedMessage.of(message, clock.millis()))
                    .toList();
            transactions.execute(() -> {
                table.store(failed);
                return failed;
            });
            channel.basicAck(
                    messages.get(messages.size() - 1).getMessageProperties().getDeliveryTag(), true);
            failed.forEach(message -> log.info(
                    "message.archived id={} queue={} class={}", message.id(), message.queue(), message.errorClass()));
        } catch (HandlingFailure e) {
            pause(e);
        } catch (IOException e) {
            log.warn("Could not acknowledge failed messages; they will come again: {}", e.toString());
        }
    }

    private void pause(HandlingFailure failure) {
        if (paused.compareAndSet(false, true)) {
            log.warn("Failed messages wait in their queue: {}", failure.getMessage());
            Thread.ofVirtual().name("resume-" + Topology.FAILED).start(this::resumeWhenWell);
        }
    }

    private void resumeWhenWell() {
        container.stop();
        for (int attempt = 1; !stopped; attempt++) {
            try {
                Thread.sleep(Backoff.DEFAULT.after(attempt));
                transactions.execute(table::answers);
                paused.set(false);
                if (!stopped) {
                    container.start();
                }
                return;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (HandlingFailure e) {
                log.debug("Failed messages wait on: {}", e.getMessage());
            }
        }
    }
}
