package dev.gatewaysync.console.alert;

import dev.gatewaysync.console.overview.Alert;
import dev.gatewaysync.console.overview.AlertRule;
import dev.gatewaysync.console.place.Told;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * {@code gateway_alerts{rule}}: how many problems there are now, as the instance that watches sees it; not a number in others, and
 * while nobody is told. {@code gateway_alert_notices_total{outcome}}: tries to tell a place, sent or failed, and messages given up.
 */
@Component
final class AlertMetrics {
    private static final String NOTICES = "gateway.alert.notices";

    private final MeterRegistry registry;
    private final Map<AlertRule, Double> firing = new ConcurrentHashMap<>();

    AlertMetrics(MeterRegistry registry) {
        this.registry = registry;
        for (AlertRule rule : AlertRule.values()) {
            Gauge.builder("gateway.alerts", () -> firing.getOrDefault(rule, Double.NaN))
                    .description("Problems that operators should see to now")
                    .tag("rule", rule.id())
                    .register(registry);
        }
        List.of("sent", "failed", "given-up").forEach(outcome -> registry.counter(NOTICES, "outcome", outcome));
    }

    void firing(List<Alert> alerts) {
        for (AlertRule rule : AlertRule.values()) {
            firing.put(rule, (double)
                    alerts.stream().filter(alert -> alert.rule() == rule).count());
        }
    }

    void anotherWatches() {
        firing.clear();
    }

    void tried(Told told) {
        registry.counter(NOTICES, "outcome", told instanceof Told.Done ? "sent" : "failed")
                .increment();
    }

    void givenUp() {
        registry.counter(NOTICES, "outcome", "given-up").increment();
    }
}
