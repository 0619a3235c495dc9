package dev.gatewaysync.service;

import ch.qos.logback.classic.LoggerContext;
import com.rabbitmq.client.Address;
import dev.gatewaysync.messaging.ConfirmedPublisher;
import dev.gatewaysync.messaging.FailedMessages;
import dev.gatewaysync.messaging.PoisonCounter;
import dev.gatewaysync.messaging.Topology;
import dev.gatewaysync.service.disk.DiskReporter;
import dev.gatewaysync.service.disk.DiskReports;
import dev.gatewaysync.service.disk.OwnDisks;
import dev.gatewaysync.service.log.LogLineMetrics;
import dev.gatewaysync.service.reload.ConfigReloader;
import dev.gatewaysync.service.reload.ConfigVotes;
import dev.gatewaysync.service.reload.CurrentConfig;
import dev.gatewaysync.service.settings.BindAddress;
import dev.gatewaysync.service.settings.ServerAddresses;
import dev.gatewaysync.service.settings.Settings;
import dev.gatewaysync.service.trace.Tracing;
import dev.gatewaysync.service.web.ContainerProblems;
import dev.gatewaysync.service.web.MetricsPort;
import dev.gatewaysync.service.web.RequestDeadlines;
import dev.gatewaysync.storage.Database;
import dev.gatewaysync.storage.catalog.CatalogEntries;
import dev.gatewaysync.storage.catalog.CatalogQueries;
import dev.gatewaysync.storage.history.HistorySearch;
import dev.gatewaysync.storage.history.UpdateHistory;
import dev.gatewaysync.storage.operator.FailedMessageTable;
import dev.gatewaysync.storage.operator.LateWork;
import dev.gatewaysync.storage.operator.WaitingDeliveries;
import dev.gatewaysync.storage.operator.WorkerQueries;
import dev.gatewaysync.storage.statistics.RecordedNames;
import dev.gatewaysync.storage.statistics.StatisticsQueries;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.amqp.rabbit.connection.Connection;
import org.springframework.amqp.rabbit.connection.ConnectionListener;
import org.springframework.boot.amqp.autoconfigure.RabbitConnectionDetails;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The broker, Redis and the database, and what stands on them in every service. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration(
        excludeName = {
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration"
        })
public class ServiceConfiguration {
    static final Duration CONFIRM_TIMEOUT = Duration.ofSeconds(10);

    /** For a whole request; 8 MiB over a line of 600 kbit/s. */
    static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(120);

    static Map<String, Object> properties(Settings settings) {
        Map<String, Object> properties = new HashMap<>(ServerAddresses.properties(settings));
        Tracing.endpoint(settings);
        properties.put("server.address", BindAddress.of(settings).orElse(BindAddress.LOOPBACK));
        return properties;
    }

    @Bean
    LogLineMetrics logLineMetrics() {
        return LogLineMetrics.of((LoggerContext) LoggerFactory.getILoggerFactory());
    }

    @Bean
    ContainerProblems containerProblems() {
        return new ContainerProblems(0);
    }

    /** Where a service does not say it otherwise. Answers may take any time: an export of the whole history is one. */
    @Bean
    @ConditionalOnMissingBean
    RequestDeadlines requestDeadlines(Environment environment) {
        boolean isMetricsPort = !environment.containsProperty("management.server.port");
        return isMetricsPort
                ? new RequestDeadlines(MetricsPort.READING, MetricsPort.ANSWERING)
                : new RequestDeadlines(REQUEST_TIMEOUT, Duration.ofDays(365));
    }

    @Bean
    InstantSource clock() {
        return InstantSource.system();
    }

    @Bean(destroyMethod = "close")
    Tracing tracing(Settings settings, Environment environment) {
        return Tracing.of(settings, environment.getProperty("spring.application.name", "service"));
    }

    @Bean
    CurrentConfig currentConfig(Settings settings) {
        CurrentConfig config = CurrentConfig.read(settings);
        settings.check();
        return config;
    }

    @Bean
    ConfigVotes configVotes(StringRedisTemplate redis) {
        return new ConfigVotes(redis);
    }

    @Bean
    ConfigReloader configReloader(
            Environment environment,
            CurrentConfig config,
            ConfigVotes votes,
            InstantSource clock,
            MeterRegistry registry) {
        registry.gauge(
                "gateway.config.hash",
                config,
                current -> ConfigReloader.number(current.get().hash()));
        String service = environment.getProperty("spring.application.name", "service");
        return new ConfigReloader(service, config, votes, clock);
    }

    @Bean
    DiskReports diskReports(StringRedisTemplate redis, Environment environment, Settings settings) {
        String service = environment.getProperty("spring.application.name", "service");
        return new DiskReports(redis, new OwnDisks(service, settings));
    }

    @Bean
    DiskReporter diskReporter(DiskReports reports, InstantSource clock) {
        return new DiskReporter(reports, clock);
    }

    @Bean
    LateWork lateWork(JdbcClient jdbc, InstantSource clock) {
        return new LateWork(jdbc, clock);
    }

    @Bean(destroyMethod = "close")
    Database database(Settings settings) {
        return Database.open(settings.required("DATABASE_URL", ""));
    }

    @Bean
    JdbcClient jdbcClient(Database database) {
        return database.jdbc();
    }

    @Bean
    TransactionTemplate transactionTemplate(Database database) {
        return database.transactions();
    }

    @Bean
    UpdateHistory updateHistory(JdbcClient jdbc) {
        return new UpdateHistory(jdbc);
    }

    @Bean
    HistorySearch historySearch(Database database) {
        return new HistorySearch(database);
    }

    @Bean
    RecordedNames recordedNames(JdbcClient jdbc) {
        return new RecordedNames(jdbc);
    }

    @Bean
    StatisticsQueries statisticsView(JdbcClient jdbc, InstantSource clock) {
        return new StatisticsQueries(jdbc, clock);
    }

    @Bean
    CatalogQueries catalogQueries(JdbcClient jdbc) {
        return new CatalogQueries(jdbc);
    }

    @Bean
    CatalogEntries catalogEntries(JdbcClient jdbc) {
        return new CatalogEntries(jdbc);
    }

    @Bean
    WaitingDeliveries waitingDeliveries(JdbcClient jdbc) {
        return new WaitingDeliveries(jdbc);
    }

    @Bean
    FailedMessageTable failedMessageTable(Database database) {
        return new FailedMessageTable(new JdbcTemplate(database.dataSource()));
    }

    @Bean
    WorkerQueries workerQueries(JdbcClient jdbc) {
        return new WorkerQueries(jdbc);
    }

    @Bean(destroyMethod = "close")
    ConfirmedPublisher confirmedPublisher(
            CachingConnectionFactory connectionFactory, RabbitConnectionDetails connectionDetails) {
        connectionFactory.addConnectionListener((ConnectionListener) ServiceConfiguration::declareTopology);
        // What Spring gives knows the first node of a cluster only.
        List<Address> nodes = connectionDetails.getAddresses().stream()
                .map(node -> new Address(node.host(), node.port()))
                .toList();
        return ConfirmedPublisher.ofCluster(connectionFactory.getRabbitConnectionFactory(), nodes, CONFIRM_TIMEOUT);
    }

    @Bean
    FailedMessages failedMessages(ConfirmedPublisher publisher, InstantSource clock) {
        return new FailedMessages(publisher, clock);
    }

    @Bean
    ReportedStatus reportedStatus(StringRedisTemplate redis) {
        return new ReportedStatus(redis);
    }

    @Bean
    PoisonCounter poisonCounter(StringRedisTemplate redis) {
        return new RedisPoisonCounter(redis);
    }

    private static void declareTopology(@Nullable Connection connection) {
        if (connection == null) {
            return;
        }
        try (com.rabbitmq.client.Channel channel = connection.getDelegate().createChannel()) {
            Topology.declare(channel);
        } catch (IOException e) {
            throw new UncheckedIOException("The broker refuses the topology", e);
        } catch (java.util.concurrent.TimeoutException e) {
            throw new IllegalStateException("The broker did not close a channel in time", e);
        }
    }
}
