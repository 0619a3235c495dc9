package dev.gatewaysync.sync.uptime;

import dev.gatewaysync.service.ReportedStatus;
import dev.gatewaysync.service.settings.Settings;
import dev.gatewaysync.storage.uptime.MaintenanceQueries;
import dev.gatewaysync.storage.uptime.UptimeQueries;
import dev.gatewaysync.sync.database.WorkerTransactions;
import dev.gatewaysync.sync.mainapp.WorkerSettings;
import dev.gatewaysync.sync.outbox.EventOutbox;
import dev.gatewaysync.sync.schedule.ClusterLock;
import dev.gatewaysync.sync.schedule.ScheduleStates;
import dev.gatewaysync.sync.task.PeriodicTask;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class UptimeConfiguration {
    /** Stands in while no main app is set: then nothing is ever asked of it. */
    private static final URI NO_MAIN_APP = URI.create("http://main-app.invalid");

    @Bean
    UptimeSettings uptimeSettings(Settings settings) {
        return UptimeSettings.of(settings);
    }

    @Bean(destroyMethod = "close")
    AppCheck appCheck(WorkerSettings worker, UptimeSettings settings) {
        return new AppCheck(
                AppAddress.of(
                        worker.mainApp().orElse(NO_MAIN_APP),
                        settings.path(),
                        worker.catalogIndex(),
                        worker.mainAppApiKey()),
                settings);
    }

    @Bean
    UptimeRecorder uptimeRecorder(
            WorkerTransactions transactions,
            UptimeTable table,
            JdbcTemplate jdbc,
            WorkerSettings worker,
            MaintenanceWindows maintenanceWindows,
            EventOutbox outbox,
            InstantSource clock,
            UptimeSettings settings) {
        Incidents incidents = new Incidents(jdbc, worker.mainApp().orElse(NO_MAIN_APP));
        return new UptimeRecorder(transactions, table, incidents, maintenanceWindows, outbox, clock, settings);
    }

    @Bean
    PeriodicTask uptimeTicks(
            WorkerSettings worker,
            AppCheck check,
            UptimeRecorder recorder,
            UptimeTable table,
            ScheduleStates states,
            ClusterLock lock,
            ReportedStatus reported,
            InstantSource clock) {
        UptimeSchedule schedule = new UptimeSchedule(check, recorder, states, lock, reported, clock);
        boolean isWatched = worker.mainApp().isPresent();
        if (!isWatched) {
            table.nobodyLooks(clock.instant());
        }
        Runnable tick = isWatched ? schedule::tick : () -> {};
        return new PeriodicTask("uptime-schedule", Duration.ofSeconds(5), Duration.ofSeconds(1), tick);
    }

    /**
     * {@code gateway_app_up}: 1 or 0 by the last check, not a number before the first or when it is too long ago. {@code gateway_app_response_seconds}
     * of the last check, not a number if there was no answer. {@code gateway_app_maintenance}: 1 while the app says that it
     * is under maintenance. All from the database, so that every worker shows the same.
     */
    @Bean
    PeriodicTask appSampling(UptimeTable table, JdbcClient jdbc, InstantSource clock, MeterRegistry registry) {
        MaintenanceQueries maintenance = new MaintenanceQueries(jdbc, clock);
        AtomicBoolean maintained = new AtomicBoolean();
        Gauge.builder("gateway.app.maintenance", () -> maintained.get() ? 1 : 0)
                .description("Whether the main app says that it is under maintenance")
                .register(registry);
        double[] shown = {Double.NaN, Double.NaN};
        Gauge.builder("gateway.app.up", () -> shown[0]).register(registry);
        Gauge.builder("gateway.app.response", () -> shown[1])
                .baseUnit("seconds")
                .register(registry);
        return new PeriodicTask("app-sampling", Duration.ofSeconds(1), Duration.ofSeconds(10), () -> {
            Optional<UptimeSample> last = table.last(1).stream()
                    .filter(sample -> !clock.instant().isAfter(sample.coversUntil()))
                    .findFirst();
            shown[0] = last.map(sample -> sample.isUp() ? 1.0 : 0.0).orElse(Double.NaN);
            shown[1] = last.flatMap(sample -> table.lastResponseMillis())
                    .map(millis -> millis / 1000.0)
                    .orElse(Double.NaN);
            maintained.set(maintenance.isOn());
        });
    }

    /** For those who look without the database; gone soon when no worker runs. */
    @Bean
    PeriodicTask appStatusSignal(ReportedStatus reported, JdbcClient jdbc, InstantSource clock) {
        UptimeQueries view = new UptimeQueries(jdbc, clock);
        return new PeriodicTask(
                "app-status", Duration.ofSeconds(2), Duration.ofSeconds(10), () -> reported.app(view.appStatus()));
    }
}
