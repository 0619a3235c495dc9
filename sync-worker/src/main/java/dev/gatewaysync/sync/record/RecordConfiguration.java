package dev.gatewaysync.sync.record;

import dev.gatewaysync.config.GatewayConfig;
import dev.gatewaysync.messaging.ConsumerSettings;
import dev.gatewaysync.messaging.EventConsumer;
import dev.gatewaysync.messaging.FailedMessages;
import dev.gatewaysync.messaging.PoisonCounter;
import dev.gatewaysync.messaging.Topology;
import dev.gatewaysync.service.trace.Tracing;
import dev.gatewaysync.storage.Database;
import dev.gatewaysync.storage.operator.WaitingDeliveries;
import dev.gatewaysync.storage.word.SearchableUpdates;
import dev.gatewaysync.sync.database.WorkerTransactions;
import dev.gatewaysync.sync.outbox.EventOutbox;
import dev.gatewaysync.sync.task.PeriodicTask;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class RecordConfiguration {
    @Bean
    HistoryRecorder historyRecorder(
            WorkerTransactions transactions,
            EventTable table,
            List<EventEffect> effects,
            EventOutbox outbox,
            MeterRegistry registry,
            Supplier<GatewayConfig> config,
            InstantSource clock) {
        return new HistoryRecorder(
                transactions, table, effects, outbox, new RecorderMetrics(registry, config), config, clock);
    }

    @Bean
    EventConsumer historyConsumer(
            ConnectionFactory connectionFactory,
            FailedMessages failedMessages,
            PoisonCounter poisonCounter,
            HistoryRecorder recorder,
            Tracing tracing) {
        return new EventConsumer(
                connectionFactory,
                failedMessages,
                poisonCounter,
                ConsumerSettings.of(Topology.HISTORY),
                tracing.traced("record", recorder));
    }

    @Bean
    QueueDepths queueDepths(ConnectionFactory connectionFactory, MeterRegistry registry) {
        return new QueueDepths(connectionFactory, registry);
    }

    @Bean
    PeriodicTask queueDepthSampling(QueueDepths depths) {
        return new PeriodicTask("queue-depths", Duration.ofSeconds(1), Duration.ofSeconds(10), depths::sample);
    }

    @Bean
    PeriodicTask plannedEventMarking(JdbcTemplate jdbc, WorkerTransactions transactions) {
        PlannedEvents planned = new PlannedEvents(jdbc, transactions);
        return new PeriodicTask("planned-events", Duration.ofSeconds(2), Duration.ofSeconds(2), planned::mark);
    }

    @Bean
    SearchableUpdates searchableUpdates(Database database) {
        return new SearchableUpdates(database);
    }

    @Bean
    PeriodicTask missingWords(SearchableUpdates searchable) {
        MissingWords missing = new MissingWords(searchable);
        return new PeriodicTask("missing-words", Duration.ofSeconds(1), Duration.ofSeconds(1), missing::takeIn);
    }

    @Bean
    PeriodicTask oldestDeliverySampling(
            WaitingDeliveries discord, JdbcClient jdbc, InstantSource clock, MeterRegistry registry) {
        OldestDeliveries oldest = new OldestDeliveries(discord, jdbc, clock, registry);
        return new PeriodicTask("oldest-deliveries", Duration.ofSeconds(1), Duration.ofSeconds(10), oldest::sample);
    }
}
