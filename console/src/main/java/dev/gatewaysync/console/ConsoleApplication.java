package dev.gatewaysync.console;

import dev.gatewaysync.service.BindAddress;
import dev.gatewaysync.service.Service;
import dev.gatewaysync.service.ServiceDefinition;
import dev.gatewaysync.service.Settings;
import dev.gatewaysync.service.SourceRequests;
import dev.gatewaysync.storage.DiscordTargets;
import dev.gatewaysync.storage.HistoryExport;
import dev.gatewaysync.storage.OperatorRequests;
import dev.gatewaysync.storage.StatisticsQueries;
import dev.gatewaysync.storage.UpdateHistory;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** For operators: an API under {@code /api/v1} and pages that show everything and replay what failed. */
@Configuration(proxyBeanMethods = false)
@ComponentScan
public class ConsoleApplication {
    /** Port 3002 for pages and API, 9104 for metrics and probes, unless set otherwise; 0 takes any free port. One for everybody if it is
     * set. */
    public static final ServiceDefinition DEFINITION =
            new ServiceDefinition("console", ConsoleApplication.class, ConsoleApplication::properties);

    public static void main(String[] args) {
        Service.main(DEFINITION);
    }

    private static Map<String, Object> properties(Settings settings) {
        ConsoleSettings.of(settings);
        Map<String, Object> properties = new HashMap<>();
        properties.put(PublicPageSettings.IS_ON, PublicPageSettings.of(settings).isPresent());
        properties.put("server.port", settings.listeningPort("CONSOLE_PORT", 3002));
        properties.put("management.server.port", settings.listeningPort("CONSOLE_METRICS_PORT", 9104));
        properties.put("management.server.address", BindAddress.of(settings).orElse(BindAddress.LOOPBACK));
        // Open pages ask every few seconds; what only holds a connection lets it go.
        properties.put("server.tomcat.connection-timeout", "10s");
        properties.put("server.tomcat.max-connections", 512);
        properties.put("spring.web.resources.add-mappings", false);
        properties.put("spring.servlet.multipart.enabled", false);
        properties.put("spring.mvc.log-resolved-exception", false);
        properties.put("logging.level.org.springframework.web.servlet.PageNotFound", "ERROR");
        // An export takes as long as its history is long. After the 30 s that are usual it would end as if it were
        // whole.
        properties.put("spring.mvc.async.request-timeout", "1h");
        // Seed files of a long history are imported through the API.
        properties.put("server.tomcat.max-swallow-size", "64MB");
        return properties;
    }

    @Bean
    SourceRequests sourceRequests(StringRedisTemplate redis) {
        return new SourceRequests(redis);
    }

    @Bean
    ConsoleSettings consoleSettings(Settings settings) {
        return ConsoleSettings.of(settings);
    }

    @Bean
    OperatorRequests operatorRequests(JdbcClient jdbc, InstantSource clock) {
        return new OperatorRequests(jdbc, clock);
    }

    @Bean
    HistoryExport historyExport(UpdateHistory history, StatisticsQueries statistics, InstantSource clock) {
        return new HistoryExport(history, statistics, clock);
    }

    @Bean
    DiscordTargets discordTargets(JdbcClient jdbc) {
        return new DiscordTargets(jdbc);
    }
}
