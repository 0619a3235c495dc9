package dev.gatewaysync.sync.failed;

import com.rabbitmq.client.Channel;
import dev.gatewaysync.messaging.Backoff;
import dev.gatewaysync.messaging.HandlingFailure;
import dev.gatewaysync.messaging.ListenerContainers;
import dev.gatewaysync.messaging.OutageFailure;
import dev.gatewaysync.messaging.Topology;
import dev.gatewaysync.storage.FailedMessageTable;
import dev.gatewaysync.sync.database.WorkerTransactions;
import dev.gatewaysync.task.OutageGate;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;
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
    private final InstantSource clock;
    private final SimpleMessageListenerContainer container;
    private volatile @Nullable OutageGate gate;

    FailedArchive(
            ConnectionFactory connectionFactory,
            FailedMessageTable table,
            WorkerTransactions transactions,
            InstantSource clock) {
        this.table = table;
        this.transactions = transactions;
        this.clock = clock;
        this.container =
                ListenerContainers.batches(connectionFactory, Topology.FAILED, BATCH, BATCH * 2, this::onBatch);
    }

    @Override
    public void start() {
        gate = OutageGate.named("resume-" + Topology.FAILED)
                .every(Backoff.DEFAULT::after)
                .onAway(reason -> log.warn("Failed messages wait in their queue: {}", reason))
                .beforeProbes(this::stopContainer)
                .onFailedProbe(failure -> log.debug("Failed messages wait on: {}", failure.getMessage()))
                .onBack(probes -> resume())
                .probing(() -> {
                    transactions.execute(table::countOpen);
                    return true;
                });
        container.start();
    }

    @Override
    public void stop() {
        OutageGate ended = gate;
        gate = null;
        if (ended != null) {
            ended.close();
        }
        container.stop();
    }

    @Override
    public boolean isRunning() {
        return gate != null;
    }

    private void onBatch(List<Message> messages, @Nullable Channel channel) {
        if (channel == null) {
            throw new IllegalStateException("Manual acknowledgement needs the channel");
        }
        OutageGate current = gate;
        if (current == null || current.isAway()) {
            return;
        }
        try {
            List<FailedMessageTable.Row> failed = store(messages);
            channel.basicAck(
                    messages.get(messages.size() - 1).getMessageProperties().getDeliveryTag(), true);
            failed.forEach(message -> log.info(
                    "message.archived id={} queue={} class={}", message.id(), message.queue(), message.errorClass()));
        } catch (HandlingFailure e) {
            current.report(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            log.warn("Could not acknowledge failed messages; they will come again: {}", e.toString());
        }
    }

    /** Together if that goes, else one by one, so that one that the database refuses holds up no other. */
    private List<FailedMessageTable.Row> store(List<Message> messages) {
        try {
            return write(messages.stream()
                    .map(message -> FailedMessageReader.of(message, clock.millis()))
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
            return write(List.of(FailedMessageReader.of(message, clock.millis())))
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

    private void resume() {
        if (isRunning()) {
            container.start();
        }
    }

    private void stopContainer() {
        try {
            container.stop();
        } catch (RuntimeException | Error e) {
            log.warn("The archive of failed messages did not stop cleanly: {}", e.toString());
        }
    }
}
