package dev.gatewaysync.console.failed;

import dev.gatewaysync.console.status.Queues;
import dev.gatewaysync.messaging.Topology;
import dev.gatewaysync.storage.operator.WaitingDeliveries;
import org.springframework.stereotype.Component;

/** How much the system has to work off already, so that a replay of thousands does not stand in the way of what is new. */
@Component
final class ReplayThrottle {
    /** Messages waiting in the queue, and deliveries waiting for Discord. */
    static final int MOST = 50;

    private final WaitingDeliveries deliveries;
    private final Queues queues;

    ReplayThrottle(WaitingDeliveries deliveries, Queues queues) {
        this.deliveries = deliveries;
        this.queues = queues;
    }

    boolean hasRoomFor(String queue) {
        return queues.depth(queue) < MOST && (!queue.equals(Topology.DISCORD) || deliveries.count() < MOST);
    }
}
