package dev.gatewaysync.sync.record;

import dev.gatewaysync.config.GatewayConfig;
import dev.gatewaysync.events.BuiltInType;
import dev.gatewaysync.events.EventEnvelope;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * {@code gateway_events_recorded_total{type}}: events that entered the history. {@code gateway_event_lag_seconds}: from
 * accepting an event to having it in the history.
 */
final class RecorderMetrics {
    /** The label of own types that the configuration does not name any more, so that the labels stay as few as its types. */
    private static final String OTHER = "other";

    private final MeterRegistry registry;
    private final Supplier<GatewayConfig> config;
    private final Timer lag;

    RecorderMetrics(MeterRegistry registry, Supplier<GatewayConfig> config) {
        this.registry = registry;
        this.config = config;
        for (BuiltInType type : BuiltInType.values()) {
            counter(type.wireName());
        }
        config.get().types().keySet().forEach(this::counter);
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

    private Counter counter(String type) {
        return registry.counter("gateway.events.recorded", "type", type);
    }

    void recorded(EventEnvelope event, Instant now) {
        String type = event.type().wireName();
        boolean isKnown =
                event.type() instanceof BuiltInType || config.get().type(type).isPresent();
        counter(isKnown ? type : OTHER).increment();
        Duration waited = Duration.between(event.receivedAt(), now);
        lag.record(waited.isNegative() ? Duration.ZERO : waited);
    }
}
