package dev.gatewaysync.console.status;

import dev.gatewaysync.messaging.Topology;
import java.util.ArrayList;
import java.util.List;
import org.springframework.amqp.AmqpException;
import org.springframework.amqp.core.AmqpAdmin;
import org.springframework.amqp.core.QueueInformation;
import org.springframework.stereotype.Component;

/** What waits in the broker. */
@Component
public final class Queues {
    private final AmqpAdmin admin;

    Queues(AmqpAdmin admin) {
        this.admin = admin;
    }

    record Queue(String name, long messages, int consumers) {}

    /** Empty if the broker does not answer. */
    List<Queue> all() {
        List<String> names = new ArrayList<>(Topology.WORK_QUEUES);
        names.add(Topology.FAILED);
        List<Queue> queues = new ArrayList<>();
        try {
            for (String name : names) {
                QueueInformation known = admin.getQueueInfo(name);
                if (known != null) {
                    queues.add(new Queue(name, known.getMessageCount(), known.getConsumerCount()));
                }
            }
        } catch (AmqpException e) {
            return List.of();
        }
        return queues;
    }

    /** Messages waiting; 0 if there is no such queue or the broker does not answer: then sending will tell. */
    public long depth(String name) {
        try {
            QueueInformation known = admin.getQueueInfo(name);
            return known == null ? 0 : known.getMessageCount();
        } catch (AmqpException e) {
            return 0;
        }
    }
}
