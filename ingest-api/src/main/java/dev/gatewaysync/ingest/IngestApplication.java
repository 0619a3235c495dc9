package dev.gatewaysync.ingest;

import dev.gatewaysync.ingest.deadline.RequestTime;
import dev.gatewaysync.ingest.limit.RateLimit;
import dev.gatewaysync.ingest.outbound.SpoolSettings;
import dev.gatewaysync.ingest.signature.WebhookSecrets;
import dev.gatewaysync.service.Service;
import dev.gatewaysync.service.ServiceDefinition;
import dev.gatewaysync.service.settings.BindAddress;
import dev.gatewaysync.service.settings.SecretStrength;
import dev.gatewaysync.service.settings.Settings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/** Accepts events from outside: authenticates, validates, and hands them to the broker before it says yes. */
@Configuration(proxyBeanMethods = false)
@ComponentScan
public class IngestApplication {
    /** Port 3001 for the public API, 9101 for metrics and probes, unless set otherwise; 0 takes any free port. */
    public static final ServiceDefinition DEFINITION =
            new ServiceDefinition("ingest-api", IngestApplication.class, IngestApplication::properties);

    public static void main(String[] args) {
        Service.main(DEFINITION);
    }

    private static Map<String, Object> properties(Settings settings) {
        WebhookSecrets.read(settings);
        RateLimit.read(settings);
        RequestTime.limit(settings);
        SpoolSettings.directory(settings);
        for (String provider : List.of("NETLIFY_WEBHOOK_SECRET", "VERCEL_WEBHOOK_SECRET", "GITHUB_WEBHOOK_SECRET")) {
            settings.text(provider)
                    .filter(secrets ->
                            Stream.of(secrets.split(",")).map(String::strip).anyMatch(SecretStrength::isPlaceholder))
                    .ifPresent(secret -> settings.problem(
                            provider,
                            "is a placeholder that everyone knows: set it to the secret that the provider signs with"));
        }
        Map<String, Object> properties = new HashMap<>();
        properties.put("server.port", settings.listeningPort("WEBHOOK_PORT", 3001));
        // The one port that is meant for others.
        properties.put("server.address", BindAddress.of(settings).orElse(BindAddress.ALL));
        properties.put("management.server.port", settings.listeningPort("INGEST_METRICS_PORT", 9101));
        properties.put("management.server.address", BindAddress.of(settings).orElse(BindAddress.LOOPBACK));
        return properties;
    }
}
