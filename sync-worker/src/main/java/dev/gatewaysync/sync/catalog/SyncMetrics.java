package dev.gatewaysync.sync.catalog;

import dev.gatewaysync.storage.statistics.Statistics;
import dev.gatewaysync.storage.statistics.StatisticsQueries;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * {@code gateway_sync_runs_total{kind,outcome}}, {@code gateway_sync_duration_seconds{kind}},
 * {@code gateway_sync_last_success_timestamp_seconds{kind}} (a partial run counts),
 * {@code gateway_catalog_resources{category}} and {@code gateway_catalog_drift} (resources claimed minus found). The last
 * three are read from the database, so that every worker shows the same, also after a restart.
 */
@Component
public final class SyncMetrics {
    private final MeterRegistry registry;
    private final SyncRuns runs;
    private final StatisticsQueries statistics;
    private final Map<SyncKind, Timer> durations = new EnumMap<>(SyncKind.class);
    private final Map<SyncKind, Double> lastGood = new ConcurrentHashMap<>();
    private final MultiGauge resources;
    private volatile double drift;

    SyncMetrics(MeterRegistry registry, SyncRuns runs, StatisticsQueries statistics) {
        this.registry = registry;
        this.runs = runs;
        this.statistics = statistics;
        this.resources = MultiGauge.builder("gateway.catalog.resources").register(registry);
        Gauge.builder("gateway.catalog.drift", () -> drift).register(registry);
        for (SyncKind kind : SyncKind.values()) {
            lastGood.put(kind, 0.0);
            durations.put(kind, registry.timer("gateway.sync.duration", "kind", kind.wireName()));
            Gauge.builder("gateway.sync.last.success.timestamp", () -> lastGood.get(kind))
                    .baseUnit("seconds")
                    .tag("kind", kind.wireName())
                    .register(registry);
            for (SyncOutcome outcome : SyncOutcome.values()) {
                count(kind, outcome, 0);
            }
        }
    }

    void finished(SyncResult result) {
        count(result.kind(), result.outcome(), 1);
        Timer duration = durations.get(result.kind());
        if (duration != null) {
            duration.record(result.duration());
        }
    }

    /** Reads the gauges from the database. */
    public void sample() {
        for (SyncKind kind : SyncKind.values()) {
            runs.lastGood(kind).map(Instant::getEpochSecond).ifPresent(seconds -> lastGood.put(kind, (double) seconds));
        }
        Statistics now = statistics.now();
        drift = now.drift().resources();
        resources.register(
                now.categories().stream()
                        .map(category -> MultiGauge.Row.of(Tags.of("category", category.id()), category.resources()))
                        .toList(),
                true);
    }

    private void count(SyncKind kind, SyncOutcome outcome, int runsFinished) {
        registry.counter("gateway.sync.runs", "kind", kind.wireName(), "outcome", outcome.wireName())
                .increment(runsFinished);
    }
}
