package dev.gatewaysync.sync.backup;

import dev.gatewaysync.service.settings.Settings;
import dev.gatewaysync.storage.Database;
import dev.gatewaysync.sync.database.WorkerTransactions;
import dev.gatewaysync.sync.outbox.EventOutbox;
import dev.gatewaysync.sync.schedule.ClusterLock;
import dev.gatewaysync.sync.schedule.ScheduleStates;
import dev.gatewaysync.sync.task.PeriodicTask;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class BackupConfiguration {
    @Bean
    BackupSettings backupSettings(Settings settings) {
        return BackupSettings.of(settings);
    }

    @Bean
    Backups backups(
            Database database,
            BackupList list,
            BackupSettings settings,
            WorkerTransactions transactions,
            EventOutbox outbox,
            InstantSource clock) {
        return new Backups(
                database, list, settings, new Backups.Announcement(list, transactions, outbox, clock), clock);
    }

    @Bean
    PeriodicTask backupTicks(
            Backups backups,
            BackupList list,
            ScheduleStates states,
            ClusterLock lock,
            BackupSettings settings,
            InstantSource clock) {
        BackupSchedule schedule = new BackupSchedule(backups, list, states, lock, settings, clock);
        return new PeriodicTask("backup-schedule", Duration.ofSeconds(10), Duration.ofSeconds(30), schedule::tick);
    }

    /**
     * {@code gateway_backup_last_success_timestamp_seconds}: 0 until there is one. {@code
     * gateway_backup_due_timestamp_seconds}: when the next one is due, not a number while there is no history; with {@code
     * gateway_backup_interval_seconds}, as set, an alert knows when one is overdue. The times are read from the database.
     */
    @Bean
    PeriodicTask backupSampling(BackupList list, BackupSettings settings, MeterRegistry registry) {
        double[] shown = {0, Double.NaN};
        Gauge.builder("gateway.backup.last.success.timestamp", () -> shown[0])
                .baseUnit("seconds")
                .register(registry);
        Gauge.builder("gateway.backup.due.timestamp", () -> shown[1])
                .description("When the next backup is due")
                .baseUnit("seconds")
                .register(registry);
        Gauge.builder("gateway.backup.interval", () -> settings.interval().toMillis() / 1000.0)
                .description("How often a backup is to be made")
                .baseUnit("seconds")
                .register(registry);
        return new PeriodicTask("backup-sampling", Duration.ofSeconds(1), Duration.ofSeconds(15), () -> {
            shown[0] = list.last().map(Instant::getEpochSecond).orElse(0L);
            shown[1] = BackupSchedule.next(list, settings)
                    .map(due -> (double) due.getEpochSecond())
                    .orElse(Double.NaN);
        });
    }

    @Bean
    BackupRequestHandler backupCreateWork(Backups backups) {
        return BackupRequestHandler.create(backups);
    }

    @Bean
    BackupRequestHandler backupVerifyWork(Backups backups) {
        return BackupRequestHandler.verify(backups);
    }

    @Bean
    BackupRequestHandler backupRestoreWork(Backups backups) {
        return BackupRequestHandler.restore(backups);
    }
}
