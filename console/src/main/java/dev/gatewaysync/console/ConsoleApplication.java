package dev.gatewaysync.console;

import dev.gatewaysync.service.Service;
import dev.gatewaysync.service.ServiceDefinition;
import dev.gatewaysync.service.reload.SourceRequests;
import dev.gatewaysync.service.settings.BindAddress;
import dev.gatewaysync.service.settings.Settings;
import dev.gatewaysync.storage.history.HistoryExport;
import dev.gatewaysync.storage.history.UpdateHistory;
import dev.gatewaysync.storage.operator.DiscordTargets;
import dev.gatewaysync.storage.operator.OperatorRequests;
import dev.gatewaysync.storage.statistics.StatisticsQueries;
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
        AlertSettings.of(settings);
        Map<String, Object> properties = new HashMap<>();
        properties.put(PublicPageSettings.IS_ON, PublicPageSettings.of(settings).isPresent());
        properties.put("server.port", settings.listeningPort("CONSOLE_PORT", 3002));
        properties.put("management.server.port", settings.listeningPort("CONSOLE_METRICS_PORT", 9104));
        properties.put("management.server.address", BindAddress.of(settings).orElse(BindAddress.LOOPBACK));
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
    AlertSettings alertSettings(Settings settings) {
        return AlertSettings.of(settings);
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
