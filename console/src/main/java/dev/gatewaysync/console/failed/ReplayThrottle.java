package dev.gatewaysync.console.failed;

import dev.gatewaysync.console.status.Queues;
import dev.gatewaysync.messaging.Topology;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How much the system has to work off already, so that a replay of thousands does not stand in the way of what is new. */
@Component
final class ReplayThrottle {
    /** Messages waiting in the queue, and deliveries waiting for Discord. */
    static final int MOST = 50;

    private final JdbcClient jdbc;
    private final Queues queues;

    ReplayThrottle(JdbcClient jdbc, Queues queues) {
        this.jdbc = jdbc;
        this.queues = queues;
    }

    boolean hasRoomFor(String queue) {
        return queues.depth(queue) < MOST && (!queue.equals(Topology.DISCORD) || openDeliveries() < MOST);
    }

    private long openDeliveries() {
        return jdbc.sql("SELECT count(*) FROM delivery WHERE status IN ('pending', 'sending') AND held = 0")
                .query(Long.class)
                .single();
    }
}
