package dev.gatewaysync.sync.failed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.ConnectionFactory;
import dev.gatewaysync.config.GatewayConfig;
import dev.gatewaysync.events.BugFixed;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.events.Source;
import dev.gatewaysync.messaging.ConfirmedPublisher;
import dev.gatewaysync.messaging.MessageHeaders;
import dev.gatewaysync.messaging.Topology;
import dev.gatewaysync.storage.operator.FailedMessageTable;
import dev.gatewaysync.sync.TestWorker;
import dev.gatewaysync.testkit.Infra;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;

class FailedArchiveIT {
    private TestWorker worker;
    private CachingConnectionFactory connections;
    private ConfirmedPublisher publisher;

    @BeforeEach
    void start() throws Exception {
        worker = new TestWorker();
        ConnectionFactory broker = new ConnectionFactory();
        broker.setUri(Infra.start().rabbitmqUrl());
        connections = new CachingConnectionFactory(broker);
        publisher = new ConfirmedPublisher(broker, Duration.ofSeconds(60));
    }

    @AfterEach
    void stop() {
        publisher.close();
        connections.destroy();
        worker.close();
    }

    /** Before, the archive stopped at it for ever, and everything that failed later stayed unseen. */
    @Test
    void a_message_that_the_database_refuses_is_kept_as_bytes_and_holds_up_no_other() {
        List.of("m1", "refused", "m2").forEach(this::publish);
        FailedMessageTable table = new FailedMessageTable(worker.jdbc) {
            @Override
            public void store(List<Row> messages) {
                if (messages.stream().anyMatch(message -> "refused".equals(message.eventId()))) {
                    throw new DataIntegrityViolationException("a rule that nobody has thought of");
                }
                super.store(messages);
            }
        };
        FailedArchive archive =
                new FailedArchive(connections, table, worker.transactions, () -> GatewayConfig.NONE, worker.clock);
        archive.start();
        try {
            await().atMost(Duration.ofSeconds(60)).until(() -> worker.count("failed_message") == 3);
        } finally {
            archive.stop();
        }
        Map<String, Object> kept = worker.jdbc.queryForMap("SELECT * FROM failed_message WHERE event_id IS NULL");
        assertThat(kept).containsEntry("queue", "history");
        assertThat((String) kept.get("error")).contains("a rule that nobody has thought of");
        assertThat((String) kept.get("headers")).contains("base64");
    }

    /** Before, an archive that was stopped while it waited stayed paused after the next start. */
    @Test
    void an_archive_that_is_stopped_during_an_outage_takes_messages_after_the_next_start() {
        AtomicBoolean isAway = new AtomicBoolean(true);
        AtomicInteger tries = new AtomicInteger();
        FailedMessageTable table = new FailedMessageTable(worker.jdbc) {
            @Override
            public void store(List<Row> messages) {
                tries.incrementAndGet();
                if (isAway.get()) {
                    throw new CannotGetJdbcConnectionException("gone");
                }
                super.store(messages);
            }

            @Override
            public long countOpen() {
                if (isAway.get()) {
                    throw new CannotGetJdbcConnectionException("gone");
                }
                return super.countOpen();
            }
        };
        publish("m1");
        FailedArchive archive =
                new FailedArchive(connections, table, worker.transactions, () -> GatewayConfig.NONE, worker.clock);
        archive.start();
        try {
            await().atMost(Duration.ofSeconds(60)).until(() -> tries.get() > 0);
            archive.stop();
            isAway.set(false);
            archive.start();
            await().atMost(Duration.ofSeconds(60)).until(() -> worker.count("failed_message") == 1);
        } finally {
            archive.stop();
        }
    }

    /** Nobody has to start it again. */
    @Test
    void an_archive_goes_on_by_itself_when_the_database_is_back() {
        AtomicInteger refusals = new AtomicInteger(3);
        FailedMessageTable table = new FailedMessageTable(worker.jdbc) {
            @Override
            public void store(List<Row> messages) {
                if (refusals.getAndDecrement() > 0) {
                    throw new CannotGetJdbcConnectionException("gone");
                }
                super.store(messages);
            }
        };
        publish("m1");
        FailedArchive archive =
                new FailedArchive(connections, table, worker.transactions, () -> GatewayConfig.NONE, worker.clock);
        archive.start();
        try {
            await().atMost(Duration.ofSeconds(60)).until(() -> worker.count("failed_message") == 1);
        } finally {
            archive.stop();
        }
    }

    /** Before, the second took the row of the first. */
    @Test
    void an_event_that_failed_at_two_targets_is_two_failed_messages_with_its_name() {
        byte[] body = EventJson.toBytes(
                EventEnvelope.of("e1", Source.MAIN_APP, worker.clock.instant(), new BugFixed("Umlauts", null, null)));
        for (String target : List.of("announcements", "dev-log", "announcements")) {
            worker.clock.advance(Duration.ofSeconds(1));
            publisher.publishToQueue(
                    Topology.FAILED,
                    "e1",
                    Map.of(
                            MessageHeaders.ORIGINAL_QUEUE,
                            "discord",
                            MessageHeaders.TARGET,
                            target,
                            MessageHeaders.ATTEMPTS,
                            2,
                            MessageHeaders.FIRST_FAILED_AT,
                            worker.clock.millis(),
                            MessageHeaders.LAST_FAILED_AT,
                            worker.clock.millis(),
                            MessageHeaders.ERROR,
                            "refused"),
                    body);
        }
        FailedMessageTable table = new FailedMessageTable(worker.jdbc);
        FailedArchive archive =
                new FailedArchive(connections, table, worker.transactions, () -> GatewayConfig.NONE, worker.clock);
        archive.start();
        try {
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(worker.jdbc.queryForList(
                                    "SELECT target FROM failed_message WHERE last_failed_at > first_failed_at",
                                    String.class))
                            .containsExactly("announcements"));
        } finally {
            archive.stop();
        }
        assertThat(worker.jdbc.queryForList("SELECT target FROM failed_message ORDER BY target", String.class))
                .containsExactly("announcements", "dev-log");
        assertThat(worker.jdbc.queryForList("SELECT title FROM failed_message", String.class))
                .containsOnly("Bug fixed: Umlauts");
        assertThat(worker.jdbc.queryForList("SELECT attempts FROM failed_message", Integer.class))
                .as("a delivery tells all its tries each time")
                .containsOnly(2);
    }

    private void publish(String id) {
        publisher.publishToQueue(
                Topology.FAILED,
                id,
                Map.of(MessageHeaders.ORIGINAL_QUEUE, "history", MessageHeaders.ERROR, "broken"),
                ("{\"id\":\"" + id + "\",\"type\":\"bug-fixed\"}").getBytes(StandardCharsets.UTF_8));
    }
}
