package dev.gatewaysync.sync.failed;

import com.rabbitmq.client.Channel;
import dev.gatewaysync.config.GatewayConfig;
import dev.gatewaysync.messaging.ConsumerSettings;
import dev.gatewaysync.messaging.OutageFailure;
import dev.gatewaysync.messaging.PermanentFailure;
import dev.gatewaysync.messaging.QueueConsumer;
import dev.gatewaysync.messaging.SnoozeFailure;
import dev.gatewaysync.messaging.Topology;
import dev.gatewaysync.messaging.TransientFailure;
import dev.gatewaysync.storage.operator.FailedMessageTable;
import dev.gatewaysync.sync.database.WorkerTransactions;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Moves failed messages from their queue into the database. They may be anything: one that the database refuses as it is is
 * kept as bytes alone. While the database is away the consumer gives them back, stops, and starts again when it answers.
 */
final class FailedArchive implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(FailedArchive.class);
    private static final int BATCH = 50;

    private final FailedMessageTable table;
    private final WorkerTransactions transactions;
    private final Supplier<GatewayConfig> config;
    private final InstantSource clock;
    private final QueueConsumer consumer;

    FailedArchive(
            ConnectionFactory connectionFactory,
            FailedMessageTable table,
            WorkerTransactions transactions,
            Supplier<GatewayConfig> config,
            InstantSource clock) {
        this.table = table;
        this.transactions = transactions;
        this.config = config;
        this.clock = clock;
        this.consumer = new QueueConsumer(
                connectionFactory,
                ConsumerSettings.of(Topology.FAILED).withBatchSize(BATCH),
                new QueueConsumer.BatchHandler() {
                    @Override
                    public boolean handle(List<Message> messages, Channel channel, QueueConsumer.Consuming consuming)
                            throws IOException {
                        archive(messages, channel);
                        return true;
                    }

                    @Override
                    public void probe() {
                        transactions.execute(table::countOpen);
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

    private void archive(List<Message> messages, Channel channel) throws IOException {
        List<FailedMessageTable.Row> failed = storeOrPause(messages);
        QueueConsumer.acknowledge(
                channel, messages.getLast().getMessageProperties().getDeliveryTag());
        failed.forEach(message -> log.info(
                "message.archived id={} event={} queue={} target={} class={} next=./gateway failed show ID tells more",
                message.id(),
                message.eventId(),
                message.queue(),
                message.target(),
                message.errorClass()));
    }

    /** There is no place to set it aside but this: what cannot even be kept as bytes waits. */
    private List<FailedMessageTable.Row> storeOrPause(List<Message> messages) {
        try {
            return store(messages);
        } catch (PermanentFailure | TransientFailure | SnoozeFailure e) {
            throw new OutageFailure(String.valueOf(e.getMessage()), e);
        }
    }

    /** Together if that goes, else one by one, so that one that the database refuses holds up no other. */
    private List<FailedMessageTable.Row> store(List<Message> messages) {
        try {
            return write(messages.stream()
                    .map(message -> FailedMessageReader.of(message, config.get(), clock.millis()))
                    .toList());
        } catch (OutageFailure e) {
            throw e;
        } catch (RuntimeException | StackOverflowError | LinkageError e) {
            log.debug("{} failed messages are stored one by one: {}", messages.size(), e.toString());
        }
        List<FailedMessageTable.Row> stored = new ArrayList<>();
        messages.forEach(message -> stored.add(storeAlone(message)));
        return stored;
    }

    private FailedMessageTable.Row storeAlone(Message message) {
        try {
            return write(List.of(FailedMessageReader.of(message, config.get(), clock.millis())))
                    .getFirst();
        } catch (OutageFailure e) {
            throw e;
        } catch (RuntimeException | StackOverflowError | LinkageError e) {
            log.error("A failed message is kept as bytes alone, because as it is it cannot be stored", e);
            return write(List.of(FailedMessageReader.ofBytes(message, clock.millis(), e)))
                    .getFirst();
        }
    }

    private List<FailedMessageTable.Row> write(List<FailedMessageTable.Row> failed) {
        return transactions.execute(() -> {
            table.store(failed);
            return failed;
        });
    }
}
