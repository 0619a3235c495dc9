package dev.gatewaysync.messaging;

import com.rabbitmq.client.Channel;
import java.time.Duration;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.amqp.rabbit.listener.BlockingQueueConsumer;
import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;

/**
 * Hands a message on as soon as it comes, together with those that have come meanwhile. Spring's container waits for every message as
 * long as for the first: a batch is complete when none has come for that time, and where messages come more often it is full before.
 *
 * <p>So that many at the same time still share a transaction, twice as long as a batch took to handle, {@link #LONGEST_REST} at most,
 * are left to the next one to gather; one that is full does not wait.
 */
final class PromptListenerContainer extends SimpleMessageListenerContainer {
    private static final int REST = 2;
    private static final Duration LONGEST_REST = Duration.ofMillis(20);

    /** Between two looks at whether the container is stopped, which a stop waits for. */
    private static final long LOOK_MILLIS = 100;

    /** As of {@link System#nanoTime}; known to the consumer's thread alone. */
    private long nextBatchAt = System.nanoTime();

    PromptListenerContainer(ConnectionFactory connectionFactory) {
        super(connectionFactory);
        setReceiveTimeout(LOOK_MILLIS);
        setAfterReceivePostProcessors(this::oneMore);
    }

    /** The next one is waited for only until the batch may begin. */
    private Message oneMore(Message message) {
        long left = Duration.ofNanos(nextBatchAt - System.nanoTime()).toMillis();
        setReceiveTimeout(Math.max(0, left));
        return message;
    }

    @Override
    protected void executeListener(Channel channel, Object messages) {
        setReceiveTimeout(LOOK_MILLIS);
        long begun = System.nanoTime();
        try {
            super.executeListener(channel, messages);
        } finally {
            long end = System.nanoTime();
            nextBatchAt = end + Math.min(REST * (end - begun), LONGEST_REST.toNanos());
        }
    }

    /** The one before may have been lost between a message and its batch. */
    @Override
    protected BlockingQueueConsumer createBlockingQueueConsumer() {
        setReceiveTimeout(LOOK_MILLIS);
        return super.createBlockingQueueConsumer();
    }
}
