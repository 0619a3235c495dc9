package dev.gatewaysync.sync.failed;

import dev.gatewaysync.config.GatewayConfig;
import dev.gatewaysync.messaging.Topology;
import dev.gatewaysync.storage.operator.FailedMessageTable;
import dev.gatewaysync.sync.database.WorkerTransactions;
import dev.gatewaysync.sync.task.PeriodicTask;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class FailedConfiguration {
    @Bean
    FailedArchive failedArchive(
            ConnectionFactory connectionFactory,
            FailedMessageTable table,
            WorkerTransactions transactions,
            Supplier<GatewayConfig> config,
            InstantSource clock) {
        return new FailedArchive(connectionFactory, table, transactions, config, clock);
    }

    /** {@code gateway_failed_messages{queue}}: archived messages that nobody has replayed or discarded yet. */
    @Bean
    PeriodicTask failedMessageSampling(FailedMessageTable table, MeterRegistry registry) {
        MultiGauge gauge = MultiGauge.builder("gateway.failed.messages").register(registry);
        register(gauge, Map.of());
        return new PeriodicTask(
                "failed-messages",
                Duration.ofSeconds(1),
                Duration.ofSeconds(10),
                () -> register(gauge, table.openByQueue()));
    }

    private static void register(MultiGauge gauge, Map<String, Long> open) {
        Map<String, Long> all = new TreeMap<>(open);
        Topology.WORK_QUEUES.forEach(queue -> all.putIfAbsent(queue, 0L));
        gauge.register(
                all.entrySet().stream()
                        .map(entry -> MultiGauge.Row.of(Tags.of("queue", entry.getKey()), entry.getValue()))
                        .toList(),
                true);
    }
}
