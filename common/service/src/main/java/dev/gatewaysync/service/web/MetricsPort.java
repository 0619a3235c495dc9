package dev.gatewaysync.service.web;

import java.time.Duration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.context.annotation.Bean;

/** The port for metrics and probes, where a service has one beside its own. A few scrapers and probes are all that come. */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
public class MetricsPort {
    private static final int CONNECTIONS = 64;
    public static final Duration READING = Duration.ofSeconds(10);
    public static final Duration ANSWERING = Duration.ofSeconds(60);

    @Bean
    ContainerProblems metricsPortProblems() {
        return new ContainerProblems(CONNECTIONS);
    }

    @Bean
    RequestDeadlines metricsPortDeadlines() {
        return new RequestDeadlines(READING, ANSWERING);
    }
}
