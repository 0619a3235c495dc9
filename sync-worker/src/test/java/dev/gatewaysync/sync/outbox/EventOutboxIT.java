package dev.gatewaysync.sync.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.events.BugFixed;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.Source;
import dev.gatewaysync.messaging.Topology;
import dev.gatewaysync.sync.TestWorker;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventOutboxIT {
    private TestWorker worker;

    @BeforeEach
    void start() {
        worker = new TestWorker();
    }

    @AfterEach
    void stop() {
        worker.close();
    }

    /** As a newer program may have left it. Before, it held up all events behind it for ever. */
    @Test
    void an_event_that_cannot_be_read_is_parked_and_holds_up_no_other() {
        add("first");
        worker.jdbc.update("""
                INSERT INTO event_outbox (event_id, body, created_at, claimed_by, claimed_until)
                SELECT 'odd', '{"id":"odd","type":"from-the-future"}', created_at, claimed_by, claimed_until
                FROM event_outbox""");
        add("last");

        worker.outbox.publish();

        assertThat(worker.published()).extracting(EventEnvelope::id).containsExactly("first", "last");
        assertThat(worker.count("event_outbox")).isZero();
        assertThat(worker.taken(Topology.FAILED)).allMatch(body -> body.contains("from-the-future"));
    }

    private void add(String id) {
        worker.transactions.execute(() -> {
            worker.outbox.add(
                    List.of(EventEnvelope.of(id, Source.SYNC, worker.clock.instant(), new BugFixed("t", null, null))));
            return id;
        });
    }
}
