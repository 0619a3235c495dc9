package dev.gatewaysync.sync.record;

import dev.gatewaysync.config.GatewayConfig;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.messaging.EventHandler;
import dev.gatewaysync.messaging.PermanentFailure;
import dev.gatewaysync.messaging.ReceivedEvent;
import dev.gatewaysync.sync.database.WorkerTransactions;
import dev.gatewaysync.sync.outbox.EventOutbox;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts events into the history, each once, with all that follows from them in the same transaction. A repeat has no
 * effect at all. Workers may record side by side.
 */
final class HistoryRecorder implements EventHandler {
    private static final Logger log = LoggerFactory.getLogger(HistoryRecorder.class);

    private final WorkerTransactions transactions;
    private final EventTable table;
    private final List<EventEffect> effects;
    private final EventOutbox outbox;
    private final RecorderMetrics metrics;
    private final Supplier<GatewayConfig> config;
    private final InstantSource clock;

    HistoryRecorder(
            WorkerTransactions transactions,
            EventTable table,
            List<EventEffect> effects,
            EventOutbox outbox,
            RecorderMetrics metrics,
            Supplier<GatewayConfig> config,
            InstantSource clock) {
        this.transactions = transactions;
        this.table = table;
        this.effects = effects;
        this.outbox = outbox;
        this.metrics = metrics;
        this.config = config;
        this.clock = clock;
    }

    @Override
    public void handle(List<ReceivedEvent> received) {
        GatewayConfig current = config.get();
        List<EventRow> rows =
                received.stream().map(one -> EventRow.of(one, current)).toList();
        List<EventRow> recordedRows = transactions.execute(() -> record(rows));
        table.order().recorded(recordedRows);
        List<EventEnvelope> recorded =
                recordedRows.stream().map(EventRow::event).toList();
        log.info("event.recorded count={} repeats={}", recorded.size(), rows.size() - recorded.size());
        recorded.forEach(event -> {
            log.debug("event.recorded id={} type={}", event.id(), event.type());
            metrics.recorded(event, clock.instant());
        });
        outbox.publish();
    }

    @Override
    public void probe() {
        transactions.execute(() -> table.takesIn(clock.millis()));
    }

    private List<EventRow> record(List<EventRow> received) {
        Set<String> archived = table.archivedAmong(
                received.stream().map(row -> row.event().id()).toList());
        long now = clock.millis();
        List<EventRow> rows = table.order()
                .listed(
                        received.stream()
                                .filter(row -> !archived.contains(row.event().id()))
                                .toList(),
                        now);
        Set<String> newIds = table.insertNew(rows, now);
        Map<String, EventRow> recorded = new HashMap<>();
        List<EventRow> inOrder = new ArrayList<>();
        for (EventRow row : rows) {
            String id = row.event().id();
            if (newIds.contains(id) && recorded.putIfAbsent(id, row) == null) {
                inOrder.add(row);
                effects.forEach(effect -> effect.apply(row.event()));
            } else if (!table.holdsSame(row)) {
                throw new PermanentFailure(
                        "Event " + id + " is in the history with other content; this one is not recorded");
            }
        }
        table.count(recorded.values());
        return inOrder;
    }
}
