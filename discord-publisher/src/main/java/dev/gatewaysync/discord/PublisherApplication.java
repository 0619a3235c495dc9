package dev.gatewaysync.discord;

import dev.gatewaysync.service.Service;
import dev.gatewaysync.service.ServiceDefinition;
import dev.gatewaysync.service.settings.Settings;
import java.util.Map;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/** Shows events in Discord. Any number of instances may run; one is active. */
@Configuration(proxyBeanMethods = false)
@ComponentScan
public class PublisherApplication {
    public static final ServiceDefinition DEFINITION =
            new ServiceDefinition("discord-publisher", PublisherApplication.class, PublisherApplication::properties);

    public static void main(String[] args) {
        Service.main(DEFINITION);
    }

    private static Map<String, Object> properties(Settings settings) {
        PublisherSettings.of(settings);
        return Map.of("server.port", settings.listeningPort("PUBLISHER_METRICS_PORT", 9103));
    }
}
