package dev.gatewaysync.messaging;

import com.rabbitmq.client.Channel;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.core.AcknowledgeMode;
import org.springframework.amqp.rabbit.connection.Connection;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.amqp.rabbit.listener.ListenerContainerConsumerFailedEvent;
import org.springframework.amqp.rabbit.listener.MissingQueueEvent;
import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;
import org.springframework.amqp.rabbit.listener.api.ChannelAwareBatchMessageListener;

/**
 * Consumers that are never given up: one that the broker does not let in, whose connection was lost or whose queue is gone
 * is started again, every second. A queue that somebody has deleted is declared again first.
 */
public final class ListenerContainers {
    private static final Logger log = LoggerFactory.getLogger(ListenerContainers.class);
    private static final int RECOVERY_MILLIS = 1_000;

    private ListenerContainers() {}

    /** Not started yet. Messages come in batches, in order, and are acknowledged by the listener. */
    public static SimpleMessageListenerContainer batches(
            ConnectionFactory connectionFactory,
            String queue,
            int batchSize,
            int prefetch,
            ChannelAwareBatchMessageListener listener) {
        SimpleMessageListenerContainer made = new PromptListenerContainer(connectionFactory);
        made.setQueueNames(queue);
        made.setAcknowledgeMode(AcknowledgeMode.MANUAL);
        made.setConsumerBatchEnabled(true);
        made.setBatchSize(batchSize);
        made.setPrefetchCount(prefetch);
        made.setRecoveryInterval(RECOVERY_MILLIS);
        made.setMissingQueuesFatal(false);
        // A broker that is being restored may refuse a right password for a while.
        made.setPossibleAuthenticationFailureFatal(false);
        made.setDeclarationRetries(1);
        made.setFailedDeclarationRetryInterval(RECOVERY_MILLIS);
        made.setListenerId("consumer-" + queue);
        made.setMessageListener(listener);
        made.setApplicationEventPublisher(event -> {
            if (event instanceof MissingQueueEvent || event instanceof ListenerContainerConsumerFailedEvent) {
                declareAgain(connectionFactory, queue);
            }
        });
        made.afterPropertiesSet();
        return made;
    }

    /** On a lost connection this fails, and the next one declares all anyway. */
    private static void declareAgain(ConnectionFactory connectionFactory, String queue) {
        try {
            Connection connection = connectionFactory.createConnection();
            try (Channel channel = connection.getDelegate().createChannel()) {
                Topology.declare(channel);
            }
        } catch (IOException | TimeoutException | RuntimeException e) {
            log.debug("What the consumer of {} needs could not be declared: {}", queue, e.toString());
        }
    }
}
