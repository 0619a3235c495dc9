package dev.gatewaysync.sync.notify;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** {@code gateway_main_app_deliveries_total{outcome}}: tries that were delivered, are to be retried, or failed for good. */
final class NotifyMetrics {
    private final Counter delivered;
    private final Counter retried;
    private final Counter failed;

    NotifyMetrics(MeterRegistry registry) {
        delivered = registry.counter("gateway.main.app.deliveries", "outcome", "delivered");
        retried = registry.counter("gateway.main.app.deliveries", "outcome", "retried");
        failed = registry.counter("gateway.main.app.deliveries", "outcome", "failed");
    }

    void delivered() {
        delivered.increment();
    }

    void retried() {
        retried.increment();
    }

    void failed() {
        failed.increment();
    }
}
