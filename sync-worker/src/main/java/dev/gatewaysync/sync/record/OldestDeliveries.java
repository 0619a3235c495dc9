package dev.gatewaysync.sync.record;

import dev.gatewaysync.messaging.Topology;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * {@code gateway_oldest_delivery_seconds{queue}}: how long the oldest delivery waits that is planned and has not reached
 * Discord, or the main app; 0 if none waits. Read from the database, so that every worker shows the same, and that it is
 * known while no publisher runs.
 */
final class OldestDeliveries {
    // The conditions are those of the partial indexes.
    private static final Map<String, String> OLDEST = Map.of(
            Topology.DISCORD,
            "SELECT min(planned_at) FROM delivery WHERE status IN ('pending', 'sending') AND held = 0",
            Topology.MAIN_APP,
            """
            SELECT min(event.received_at) FROM main_app_delivery JOIN event ON event.id = main_app_delivery.event_id
            WHERE main_app_delivery.status = 'pending'""");

    private final JdbcClient jdbc;
    private final InstantSource clock;
    private final Map<String, Double> ages = new ConcurrentHashMap<>();

    OldestDeliveries(JdbcClient jdbc, InstantSource clock, MeterRegistry registry) {
        this.jdbc = jdbc;
        this.clock = clock;
        for (String queue : OLDEST.keySet()) {
            ages.put(queue, 0.0);
            Gauge.builder("gateway.oldest.delivery", () -> ages.get(queue))
                    .description("How long the oldest delivery waits that is planned and has not arrived")
                    .baseUnit("seconds")
                    .tag("queue", queue)
                    .register(registry);
        }
    }

    void sample() {
        OLDEST.forEach((queue, sql) -> ages.put(queue, age(sql)));
    }

    private double age(String sql) {
        Long since = jdbc.sql(sql)
                .query((row, n) -> {
                    long at = row.getLong(1);
                    return row.wasNull() ? clock.millis() : at;
                })
                .single();
        return Math.max(0, clock.millis() - since) / 1000.0;
    }
}
