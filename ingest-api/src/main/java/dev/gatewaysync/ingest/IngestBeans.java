package dev.gatewaysync.ingest;

import dev.gatewaysync.service.Settings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class IngestBeans {
    @Bean
    IngestSettings ingestSettings(Settings settings) {
        return IngestSettings.read(settings);
    }
}
