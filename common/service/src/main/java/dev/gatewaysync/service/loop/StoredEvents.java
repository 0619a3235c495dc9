package dev.gatewaysync.service.loop;

import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.events.MalformedEventException;
import dev.gatewaysync.messaging.ConfirmedPublisher;
import dev.gatewaysync.messaging.FailedMessages;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Publishes events that wait in a table, with the columns {@code seq}, {@code event_id} and {@code body}: in their order, at
 * least once, under the same id. A row is deleted when the broker has confirmed it.
 */
public final class StoredEvents {
    private static final int BATCH = 500;

    private final JdbcTemplate jdbc;
    private final ConfirmedPublisher publisher;
    private final FailedMessages failedMessages;
    private final Table table;

    /**
     * @param name the program's own
     * @param queues where its events are meant for: what cannot be read is parked for each
     */
    public record Table(String name, List<String> queues) {}

    public StoredEvents(JdbcTemplate jdbc, ConfirmedPublisher publisher, FailedMessages failedMessages, Table table) {
        this.jdbc = jdbc;
        this.publisher = publisher;
        this.failedMessages = failedMessages;
        this.table = table;
    }

    /**
     * Publishes until nothing is left.
     *
     * @param which SQL that is true for the rows to take
     * @throws dev.gatewaysync.messaging.OutageFailure if the broker does not answer; what was not confirmed stays
     */
    public void publish(String which, Object... parameters) {
        List<Row> rows = next(which, parameters);
        while (!rows.isEmpty()) {
            publish(rows);
            jdbc.batchUpdate(
                    "DELETE FROM " + table.name() + " WHERE seq = ?",
                    rows,
                    BATCH,
                    (statement, row) -> statement.setLong(1, row.seq()));
            rows = next(which, parameters);
        }
    }

    /** What cannot be read is parked, so that it holds up no other. */
    private void publish(List<Row> rows) {
        List<EventEnvelope> events = new ArrayList<>(rows.size());
        for (Row row : rows) {
            try {
                events.add(EventJson.fromBytes(row.body()));
            } catch (MalformedEventException e) {
                park(row, "What waited in the outbox cannot be read: " + e.getMessage());
            }
        }
        publisher.publishAll(events);
    }

    private void park(Row row, String error) {
        for (String queue : table.queues()) {
            failedMessages.park(
                    row.eventId(), Map.of(), row.body(), new FailedMessages.Failure(queue, "malformed", error, 1));
        }
    }

    private List<Row> next(String which, Object... parameters) {
        return jdbc.query(
                "SELECT seq, event_id, body FROM " + table.name() + " WHERE " + which + " ORDER BY seq LIMIT " + BATCH,
                (row, n) -> new Row(
                        row.getLong("seq"),
                        row.getString("event_id"),
                        row.getString("body").getBytes(StandardCharsets.UTF_8)),
                parameters);
    }

    private record Row(long seq, String eventId, byte[] body) {}
}
