package dev.gatewaysync.sync;

import com.rabbitmq.client.ConnectionFactory;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.messaging.ConfirmedPublisher;
import dev.gatewaysync.messaging.FailedMessages;
import dev.gatewaysync.messaging.Topology;
import dev.gatewaysync.storage.Database;
import dev.gatewaysync.storage.statistics.StatisticsQueries;
import dev.gatewaysync.sync.database.WorkerTransactions;
import dev.gatewaysync.sync.outbox.EventOutbox;
import dev.gatewaysync.testkit.Infra;
import dev.gatewaysync.testkit.QueueDrain;
import dev.gatewaysync.testkit.SettableClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** The parts that a worker stands on, on real infrastructure that starts empty, with a clock of the test's. */
public final class TestWorker implements AutoCloseable {
    public final SettableClock clock = new SettableClock(Instant.parse("2025-09-06T12:00:00Z"));
    public final Database database;
    public final JdbcTemplate jdbc;
    public final WorkerTransactions transactions;
    public final StatisticsQueries statistics;
    public final EventOutbox outbox;
    private final ConnectionFactory broker = new ConnectionFactory();
    private final ConfirmedPublisher publisher;

    public TestWorker() {
        this(Infra.start().wiped());
    }

    private TestWorker(Infra infra) {
        try {
            broker.setUri(infra.rabbitmqUrl());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        database = infra.database();
        jdbc = new JdbcTemplate(database.dataSource());
        transactions = new WorkerTransactions(database.transactions());
        statistics = new StatisticsQueries(database.jdbc(), clock);
        publisher = new ConfirmedPublisher(broker, Duration.ofSeconds(60));
        outbox = outbox(publisher);
    }

    /** The outbox of another worker. */
    public EventOutbox otherOutbox() {
        return outbox(publisher);
    }

    /** The outbox of a worker that cannot reach the broker. */
    public EventOutbox outboxWithoutBroker() {
        ConnectionFactory nobody = new ConnectionFactory();
        nobody.setHost("127.0.0.1");
        nobody.setPort(1);
        return outbox(new ConfirmedPublisher(nobody, Duration.ofSeconds(2)));
    }

    private EventOutbox outbox(ConfirmedPublisher to) {
        return new EventOutbox(jdbc, to, new FailedMessages(to, clock), clock);
    }

    /** The events published since the last call, in their order. */
    public List<EventEnvelope> published() {
        return QueueDrain.takeEvents(broker, Topology.DISCORD);
    }

    /** The bodies of what waits in a queue, which is empty then. */
    public List<String> taken(String queue) {
        return QueueDrain.take(broker, queue).stream()
                .map(message -> new String(message.getBody(), StandardCharsets.UTF_8))
                .toList();
    }

    public long count(String table) {
        Long count = jdbc.queryForObject("SELECT count(*) FROM " + table, Long.class);
        return count == null ? 0 : count;
    }

    @Override
    public void close() {
        publisher.close();
    }
}
