package dev.gatewaysync.sync.record;

import dev.gatewaysync.messaging.Topology;
import dev.gatewaysync.storage.operator.WaitingDeliveries;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * {@code gateway_oldest_delivery_seconds{queue}}: how long the oldest delivery waits that is planned and has not reached
 * Discord, or the main app; 0 if none waits. Read from the database, so that every worker shows the same, and that it is
 * known while no publisher runs.
 */
final class OldestDeliveries {
    private final WaitingDeliveries discord;
    private final JdbcClient jdbc;
    private final InstantSource clock;
    private final Map<String, Double> ages = new ConcurrentHashMap<>();

    OldestDeliveries(WaitingDeliveries discord, JdbcClient jdbc, InstantSource clock, MeterRegistry registry) {
        this.discord = discord;
        this.jdbc = jdbc;
        this.clock = clock;
        for (String queue : List.of(Topology.DISCORD, Topology.MAIN_APP)) {
            ages.put(queue, 0.0);
            Gauge.builder("gateway.oldest.delivery", () -> ages.get(queue))
                    .description("How long the oldest delivery waits that is planned and has not arrived")
                    .baseUnit("seconds")
                    .tag("queue", queue)
                    .register(registry);
        }
    }

    void sample() {
        ages.put(Topology.DISCORD, age(discord.oldest()));
        ages.put(Topology.MAIN_APP, age(oldestForMainApp()));
    }

    private Optional<Instant> oldestForMainApp() {
        // The condition is the partial index's.
        return jdbc.sql("""
                        SELECT min(event.received_at) FROM main_app_delivery JOIN event ON event.id = main_app_delivery.event_id
                        WHERE main_app_delivery.status = 'pending'""").query(Long.class).optional().map(Instant::ofEpochMilli);
    }

    private double age(Optional<Instant> since) {
        return since.map(at -> Math.max(0, clock.millis() - at.toEpochMilli()) / 1000.0)
                .orElse(0.0);
    }
}
