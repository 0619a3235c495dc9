package dev.gatewaysync.sync.retention;

import dev.gatewaysync.service.settings.Settings;
import dev.gatewaysync.storage.history.UpdateHistory;
import dev.gatewaysync.sync.database.WorkerTransactions;
import dev.gatewaysync.sync.schedule.ClusterLock;
import dev.gatewaysync.sync.task.PeriodicTask;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class RetentionConfiguration {
    @Bean
    HistoryRetention historyRetention(
            ArchiveTable table,
            JdbcClient jdbc,
            WorkerTransactions transactions,
            ClusterLock lock,
            Settings settings,
            InstantSource clock) {
        return new HistoryRetention(
                table, new UpdateHistory(jdbc), transactions, lock, RetentionSettings.of(settings), clock);
    }

    @Bean
    PeriodicTask historyRetentionTicks(HistoryRetention retention) {
        return new PeriodicTask("history-retention", Duration.ofSeconds(30), Duration.ofMinutes(10), retention::tick);
    }
}
