package dev.gatewaysync.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.ConnectionFactory;
import dev.gatewaysync.events.BugFixed;
import dev.gatewaysync.events.BuiltInType;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.EventIds;
import dev.gatewaysync.events.Source;
import dev.gatewaysync.events.StatsUpdated;
import dev.gatewaysync.messaging.ConfirmedPublisher;
import dev.gatewaysync.messaging.Topology;
import dev.gatewaysync.service.Service;
import dev.gatewaysync.service.settings.Settings;
import dev.gatewaysync.storage.Database;
import dev.gatewaysync.storage.statistics.Statistics;
import dev.gatewaysync.storage.statistics.StatisticsQueries;
import dev.gatewaysync.testkit.Infra;
import dev.gatewaysync.testkit.Proof;
import dev.gatewaysync.testkit.QueueDrain;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** PostgreSQL crashes and comes back, and Redis is wiped, while three workers record. */
@EnabledIfEnvironmentVariable(
        named = "TEST_DATABASE_URL",
        matches = "postgres.*",
        disabledReason = "SQLite cannot be restarted; runs where PostgreSQL is tested and installed")
@EnabledIfSystemProperty(
        named = "gateway.events",
        matches = "\\d+",
        disabledReason =
                "Two crashes and recoveries take a minute on a busy machine: run it with -Dgateway.events=100000")
class DatabaseRestartIT {
    /** {@code -Dgateway.events=100000} for the whole of it. */
    private static final int EVENTS = Proof.of("gateway.events", 1_000, 3_000);

    private static final Instant NOON = Instant.parse("2025-09-06T12:00:00Z");

    @Test
    void no_event_is_lost_or_announced_twice_and_the_statistics_are_the_same() throws Exception {
        OwnPostgres postgres = OwnPostgres.launch().orElse(null);
        org.junit.jupiter.api.Assumptions.assumeTrue(postgres != null, "PostgreSQL is not installed");
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(Infra.start().wiped().rabbitmqUrl());
        List<ConfigurableApplicationContext> workers = new ArrayList<>();
        try (postgres;
                ConfirmedPublisher publisher = new ConfirmedPublisher(factory, Duration.ofMinutes(2))) {
            try {
                for (int i = 0; i < 3; i++) {
                    workers.add(worker(postgres.url()));
                }
                publish(publisher, postgres);
                try (Database database = Database.open(postgres.url())) {
                    check(factory, database);
                }
            } finally {
                workers.forEach(ConfigurableApplicationContext::close);
            }
        }
    }

    private static void publish(ConfirmedPublisher publisher, OwnPostgres postgres) throws Exception {
        List<EventEnvelope> sent = new ArrayList<>();
        for (int i = 0; i < EVENTS; i++) {
            sent.add(EventEnvelope.of(
                    EventIds.next(),
                    Source.MAIN_APP,
                    NOON.plusSeconds(i),
                    i % 50 == 0 ? new StatsUpdated((long) i, 3L, null, null) : new BugFixed("b" + i, null, null)));
        }
        sent.addAll(sent.subList(0, EVENTS / 10));
        Collections.shuffle(sent, new Random(5));
        int tenth = sent.size() / 10;
        for (int part = 0; part < 10; part++) {
            publisher.publishShared(sent.subList(part * tenth, part == 9 ? sent.size() : (part + 1) * tenth));
            switch (part) {
                case 2 -> Infra.start().wipeRedis();
                case 4, 7 -> postgres.crash();
                case 5, 8 -> postgres.start();
                default -> {}
            }
        }
    }

    private static void check(ConnectionFactory factory, Database database) throws Exception {
        JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
        await().atMost(Duration.ofMinutes(5).plusMillis(6L * EVENTS)).until(() -> recorded(jdbc) >= EVENTS);
        await().atMost(Duration.ofMinutes(2)).until(() -> count(jdbc, "event_outbox") == 0);
        assertThat(recorded(jdbc)).isEqualTo(EVENTS);
        assertThat(jdbc.queryForObject(
                        "SELECT SUM(total) FROM event_count WHERE type IN ('bug-fixed', 'stats-updated')", Long.class))
                .isEqualTo(EVENTS);
        // An event is published at least once, under one id; so each id counts once.
        Map<String, Long> announced = new HashMap<>();
        QueueDrain.takeEvents(factory, Topology.DISCORD).stream()
                .filter(event -> event.type() == BuiltInType.MILESTONE_REACHED)
                .forEach(event ->
                        announced.put(event.id(), event.data().path("milestone").asLong()));
        assertThat(announced.values())
                .isNotEmpty()
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(
                        jdbc.queryForList("SELECT milestone FROM milestone WHERE event_id IS NOT NULL", Long.class));
        assertThat(count(jdbc, "failed_message")).isZero();
        Statistics before = statistics(database);
        Infra.start().wipeRedis();
        assertThat(statistics(database)).isEqualTo(before);
        long last = (EVENTS - 1) / 50 * 50;
        assertThat(java.util.Objects.requireNonNull(before.reported()).resourceCount())
                .isEqualTo(last);
    }

    private static Statistics statistics(Database database) {
        return new StatisticsQueries(database.jdbc(), InstantSource.fixed(NOON)).now();
    }

    private static long recorded(JdbcTemplate jdbc) {
        return count(jdbc, "event WHERE type IN ('bug-fixed', 'stats-updated')");
    }

    private static long count(JdbcTemplate jdbc, String table) {
        Long count = jdbc.queryForObject("SELECT count(*) FROM " + table, Long.class);
        return count == null ? 0 : count;
    }

    private static ConfigurableApplicationContext worker(String database) {
        Map<String, String> settings = new HashMap<>(Infra.start().settings());
        settings.put("DATABASE_URL", database);
        settings.put("WORKER_METRICS_PORT", "0");
        return Service.start(WorkerApplication.DEFINITION, new Settings(settings), false);
    }
}
