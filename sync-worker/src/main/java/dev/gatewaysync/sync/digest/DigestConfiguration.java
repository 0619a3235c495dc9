package dev.gatewaysync.sync.digest;

import dev.gatewaysync.service.settings.Settings;
import dev.gatewaysync.sync.database.WorkerTransactions;
import dev.gatewaysync.sync.outbox.EventOutbox;
import dev.gatewaysync.sync.task.PeriodicTask;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class DigestConfiguration {
    @Bean
    DigestSetting digestSetting(Settings settings) {
        return DigestSetting.of(settings);
    }

    @Bean
    PeriodicTask digestTicks(
            DigestSetting setting,
            DigestReader reader,
            JdbcClient jdbc,
            WorkerTransactions transactions,
            EventOutbox outbox,
            InstantSource clock) {
        Runnable tick = setting.schedule()
                .map(schedule -> new DigestSchedule(schedule, reader, jdbc, transactions, outbox, clock))
                .<Runnable>map(schedule -> schedule::tick)
                .orElse(() -> {});
        return new PeriodicTask("digest-schedule", Duration.ofSeconds(5), Duration.ofSeconds(10), tick);
    }
}
