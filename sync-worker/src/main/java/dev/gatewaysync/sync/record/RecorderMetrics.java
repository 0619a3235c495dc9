package dev.gatewaysync.sync.record;

import dev.gatewaysync.events.BuiltInType;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.EventType;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * {@code gateway_events_recorded_total{type}}: events that entered the history. {@code gateway_event_lag_seconds}: from
 * accepting an event to having it in the history.
 */
final class RecorderMetrics {
    private final Map<EventType, Counter> recorded = new HashMap<>();
    private final Timer lag;

    RecorderMetrics(MeterRegistry registry) {
        for (EventType type : BuiltInType.values()) {
            recorded.put(type, registry.counter("gateway.events.recorded", "type", type.wireName()));
        }
        lag = Timer.builder("gateway.event.lag")
                .serviceLevelObjectives(
                        Duration.ofMillis(100),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(30),
                        Duration.ofMinutes(5))
                .register(registry);
    }

    void recorded(EventEnvelope event, Instant now) {
        Counter counter = recorded.get(event.type());
        if (counter != null) {
            counter.increment();
        }
        Duration waited = Duration.between(event.receivedAt(), now);
        lag.record(waited.isNegative() ? Duration.ZERO : waited);
    }
}
