package dev.gatewaysync.sync.outbox;

import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.messaging.ConfirmedPublisher;
import dev.gatewaysync.messaging.FailedMessages;
import dev.gatewaysync.messaging.OutageFailure;
import dev.gatewaysync.messaging.Topology;
import dev.gatewaysync.service.loop.StoredEvents;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Events that are published if, and only if, the transaction that made them commits; at least once, under the same id, in
 * the order they were added. The worker that wrote an event publishes it after the commit. If it dies before, its claim
 * runs out after {@link #CLAIM} and another worker publishes it. While the broker is away the rows stay.
 */
public final class EventOutbox {
    /** How long an event stays with the worker that wrote it. */
    public static final Duration CLAIM = Duration.ofSeconds(30);

    private static final Logger log = LoggerFactory.getLogger(EventOutbox.class);
    private static final int BATCH = 500;

    private static final StoredEvents.Table TABLE =
            new StoredEvents.Table("event_outbox", List.of(Topology.HISTORY, Topology.DISCORD));

    private final JdbcTemplate jdbc;
    private final StoredEvents stored;
    private final InstantSource clock;
    private final String worker = UUID.randomUUID().toString();
    private final ReentrantLock publishing = new ReentrantLock();
    private final AtomicBoolean committed = new AtomicBoolean();

    public EventOutbox(
            JdbcTemplate jdbc, ConfirmedPublisher publisher, FailedMessages failedMessages, InstantSource clock) {
        this.jdbc = jdbc;
        this.stored = new StoredEvents(jdbc, publisher, failedMessages, TABLE);
        this.clock = clock;
    }

    /** Adds to the running transaction. Call {@link #publish()} after its commit, or they wait for the next sweep. */
    public void add(List<EventEnvelope> events) {
        if (events.isEmpty()) {
            return;
        }
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            throw new IllegalStateException("Events are added in the transaction that makes them");
        }
        long now = clock.millis();
        jdbc.batchUpdate("""
                INSERT INTO event_outbox (event_id, body, created_at, claimed_by, claimed_until)
                VALUES (?, ?, ?, ?, ?)""", events, BATCH, (statement, event) -> {
            statement.setString(1, event.id());
            statement.setString(2, new String(EventJson.toBytes(event), StandardCharsets.UTF_8));
            statement.setLong(3, now);
            statement.setString(4, worker);
            statement.setLong(5, now + CLAIM.toMillis());
        });
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                committed.set(true);
            }
        });
    }

    /** Publishes what this worker added and has committed. Returns quietly if the broker is away. */
    public void publish() {
        if (committed.getAndSet(false)) {
            publishClaimed();
        }
    }

    /** As {@link #publish()}, and takes over the events that other workers left. */
    public void sweep() {
        long now = clock.millis();
        boolean left = !jdbc.queryForList("SELECT seq FROM event_outbox WHERE claimed_until < ? LIMIT 1", now)
                .isEmpty();
        if (left) {
            int taken = jdbc.update(
                    "UPDATE event_outbox SET claimed_by = ?, claimed_until = ? WHERE claimed_until < ?",
                    worker,
                    now + CLAIM.toMillis(),
                    now);
            committed.compareAndSet(false, taken > 0);
        }
        publish();
    }

    private void publishClaimed() {
        publishing.lock();
        try {
            stored.publish("claimed_by = ?", worker);
        } catch (OutageFailure e) {
            committed.set(true);
            log.warn("Events wait in the outbox until the broker answers: {}", e.getMessage());
        } catch (RuntimeException e) {
            committed.set(true);
            throw e;
        } finally {
            publishing.unlock();
        }
    }
}
