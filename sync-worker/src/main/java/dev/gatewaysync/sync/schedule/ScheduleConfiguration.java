package dev.gatewaysync.sync.schedule;

import dev.gatewaysync.service.reload.CurrentConfig;
import dev.gatewaysync.sync.catalog.SyncKind;
import dev.gatewaysync.sync.mainapp.WorkerSettings;
import dev.gatewaysync.sync.task.PeriodicTask;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.core.StringRedisTemplate;

@Configuration(proxyBeanMethods = false)
class ScheduleConfiguration {
    @Bean(destroyMethod = "shutdownNow")
    ScheduledExecutorService lockRenewal() {
        return Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("lock-renewal").daemon().factory());
    }

    @Bean
    ClusterLock clusterLock(StringRedisTemplate redis, ScheduledExecutorService lockRenewal) {
        return new ClusterLock(redis, lockRenewal);
    }

    /**
     * {@code gateway_sync_interval_seconds{kind}}: as set, so that an alert knows when a sync is overdue; not a number while
     * syncs are off, because there is no catalogue.
     */
    @Bean
    MeterBinder syncIntervals(WorkerSettings settings, CurrentConfig config) {
        return registry -> Map.of(
                        SyncKind.QUICK, settings.quickSyncInterval(),
                        SyncKind.FULL, settings.fullSyncInterval())
                .forEach((kind, interval) -> {
                    Gauge.builder(
                                    "gateway.sync.interval",
                                    () -> settings.mainApp().isPresent()
                                                    || config.get().catalogue() != null
                                            ? interval.toMillis() / 1000.0
                                            : Double.NaN)
                            .description("How often a sync is to run; not a number while syncs are off")
                            .baseUnit("seconds")
                            .tag("kind", kind.wireName())
                            .register(registry);
                });
    }

    @Bean
    PeriodicTask syncTicks(SyncSchedule schedule) {
        return new PeriodicTask("sync-schedule", Duration.ofSeconds(3), Duration.ofSeconds(1), schedule::tick);
    }

    @Bean
    SchedulePauseRequestHandler schedulePauseWork(ScheduleStates states) {
        return new SchedulePauseRequestHandler(states, true);
    }

    @Bean
    SchedulePauseRequestHandler scheduleResumeWork(ScheduleStates states) {
        return new SchedulePauseRequestHandler(states, false);
    }
}
