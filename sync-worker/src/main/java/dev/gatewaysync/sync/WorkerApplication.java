package dev.gatewaysync.sync;

import dev.gatewaysync.service.Service;
import dev.gatewaysync.service.ServiceDefinition;
import dev.gatewaysync.service.settings.Settings;
import dev.gatewaysync.sync.backup.BackupSettings;
import dev.gatewaysync.sync.digest.DigestSetting;
import dev.gatewaysync.sync.mainapp.WorkerSettings;
import dev.gatewaysync.sync.notify.NotifySettings;
import dev.gatewaysync.sync.retention.RetentionSettings;
import dev.gatewaysync.sync.uptime.UptimeSettings;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/** Records the history, keeps the statistics and syncs with the main app. Any number of workers run side by side. */
@Configuration(proxyBeanMethods = false)
@ComponentScan
public class WorkerApplication {
    public static final ServiceDefinition DEFINITION =
            new ServiceDefinition("sync-worker", WorkerApplication.class, WorkerApplication::properties);

    public static void main(String[] args) {
        Service.main(DEFINITION);
    }

    private static Map<String, Object> properties(Settings settings) {
        WorkerSettings.of(settings);
        BackupSettings.of(settings);
        UptimeSettings.of(settings);
        NotifySettings.of(settings);
        RetentionSettings.of(settings);
        DigestSetting.of(settings);
        return Map.of("server.port", settings.listeningPort("WORKER_METRICS_PORT", 9102));
    }

    @Bean
    WorkerSettings workerSettings(Settings settings) {
        return WorkerSettings.of(settings);
    }
}
