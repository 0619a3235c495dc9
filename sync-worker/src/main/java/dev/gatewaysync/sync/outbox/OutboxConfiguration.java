package dev.gatewaysync.sync.outbox;

import dev.gatewaysync.messaging.ConfirmedPublisher;
import dev.gatewaysync.messaging.FailedMessages;
import dev.gatewaysync.storage.Database;
import dev.gatewaysync.sync.task.PeriodicTask;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

@Configuration(proxyBeanMethods = false)
class OutboxConfiguration {
    @Bean
    JdbcTemplate jdbcTemplate(Database database) {
        return new JdbcTemplate(database.dataSource());
    }

    @Bean
    EventOutbox eventOutbox(
            JdbcTemplate jdbc, ConfirmedPublisher publisher, FailedMessages failedMessages, InstantSource clock) {
        return new EventOutbox(jdbc, publisher, failedMessages, clock);
    }

    @Bean
    PeriodicTask outboxSweep(EventOutbox outbox) {
        return new PeriodicTask("outbox-sweep", Duration.ofSeconds(2), Duration.ofSeconds(5), outbox::sweep);
    }
}
