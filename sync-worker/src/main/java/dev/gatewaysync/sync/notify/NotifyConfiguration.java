package dev.gatewaysync.sync.notify;

import dev.gatewaysync.messaging.Backoff;
import dev.gatewaysync.messaging.ConsumerSettings;
import dev.gatewaysync.messaging.EventConsumer;
import dev.gatewaysync.messaging.EventHandler;
import dev.gatewaysync.messaging.FailedMessages;
import dev.gatewaysync.messaging.PoisonCounter;
import dev.gatewaysync.messaging.Topology;
import dev.gatewaysync.service.settings.Settings;
import dev.gatewaysync.service.trace.Tracing;
import dev.gatewaysync.storage.uptime.UptimeQueries;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class NotifyConfiguration {
    /** How often it is looked whether the time for the next try has come. */
    private static final Backoff PROBES = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(1));

    private static final URI NOWHERE = URI.create("http://main-app.invalid");

    @Bean
    NotifySettings notifySettings(Settings settings) {
        return NotifySettings.of(settings);
    }

    @Bean
    MainAppDeliveries mainAppDeliveries(JdbcTemplate jdbc, NotifySettings settings) {
        return new MainAppDeliveries(jdbc, settings.target().isPresent());
    }

    @Bean(destroyMethod = "close")
    MainAppClient mainAppPost(NotifySettings settings, InstantSource clock, Tracing tracing) {
        return new MainAppClient(settings.target().orElse(NOWHERE), settings, clock, tracing);
    }

    @Bean
    MainAppNotifier mainAppNotifier(
            MainAppClient post,
            MainAppDeliveries deliveries,
            MeterRegistry registry,
            NotifySettings settings,
            JdbcClient jdbc,
            InstantSource clock) {
        UptimeQueries uptime = new UptimeQueries(jdbc, clock);
        return new MainAppNotifier(
                post, deliveries, new NotifyMetrics(registry), settings.backoff(), uptime::appStatus, clock);
    }

    /** Where nobody is to be told the queue is emptied all the same, or it would grow for ever. */
    @Bean
    EventConsumer mainAppConsumer(
            ConnectionFactory connectionFactory,
            FailedMessages failedMessages,
            PoisonCounter poisonCounter,
            MainAppNotifier notifier,
            NotifySettings settings) {
        EventHandler handler = settings.target().isPresent() ? notifier : events -> {};
        return new EventConsumer(
                connectionFactory,
                failedMessages,
                poisonCounter,
                ConsumerSettings.of(Topology.MAIN_APP).withOneByOne().withBackoff(PROBES),
                handler);
    }
}
